using System.Collections.Immutable;

namespace AiProxy.LocalServices.DynamoDb.Values;

/// <summary>A value of an item, of one of DynamoDB's types. Immutable.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html"/></remarks>
internal abstract record AttributeValue(string Type)
{
    internal sealed record Text(string Value) : AttributeValue("S");

    internal sealed record Number(DynamoNumber Value) : AttributeValue("N");

    internal sealed record Binary(ImmutableArray<byte> Value) : AttributeValue("B");

    internal sealed record Bool(bool Value) : AttributeValue("BOOL");

    internal sealed record Null() : AttributeValue("NULL");

    internal sealed record Map(ImmutableDictionary<string, AttributeValue> Members) : AttributeValue("M");

    internal sealed record List(ImmutableArray<AttributeValue> Items) : AttributeValue("L");

    /// <summary>A set of texts, numbers or binaries (<c>SS</c>, <c>NS</c>, <c>BS</c>); its members are scalars of that type, each once.</summary>
    internal sealed record Set(string SetType, ImmutableArray<AttributeValue> Members) : AttributeValue(SetType);
}
