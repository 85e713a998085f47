using System.Collections.Immutable;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>One action of an update: it looks at the item as it was and changes the item as it becomes.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html"/></remarks>
internal abstract record UpdateAction(DocumentPath Place)
{
    public abstract ImmutableDictionary<string, AttributeValue> Apply(
        ImmutableDictionary<string, AttributeValue> before, ImmutableDictionary<string, AttributeValue> item);

    internal sealed record Set(DocumentPath Place, Operand Value) : UpdateAction(Place)
    {
        public override ImmutableDictionary<string, AttributeValue> Apply(
            ImmutableDictionary<string, AttributeValue> before, ImmutableDictionary<string, AttributeValue> item) =>
            Place.Put(item, Value.Evaluate(before) ?? throw Operand.Missing());
    }

    internal sealed record Remove(DocumentPath Place) : UpdateAction(Place)
    {
        public override ImmutableDictionary<string, AttributeValue> Apply(
            ImmutableDictionary<string, AttributeValue> before, ImmutableDictionary<string, AttributeValue> item) =>
            Place.Steps.Length > 1 && new DocumentPath(Place.Steps[..^1]).Find(before) is null
                ? throw Errors.Validation("The document path provided in the update expression is invalid for update")
                : Place.Put(item, null);
    }

    /// <summary>Adds to a number or a set; what is not there is 0 or empty.</summary>
    internal sealed record Add(DocumentPath Place, AttributeValue Value) : UpdateAction(Place)
    {
        public override ImmutableDictionary<string, AttributeValue> Apply(
            ImmutableDictionary<string, AttributeValue> before, ImmutableDictionary<string, AttributeValue> item) =>
            Place.Put(item, (Place.Find(before), Value) switch
            {
                (null, _) => Value,
                (AttributeValue.Number a, AttributeValue.Number b) => new AttributeValue.Number(a.Value + b.Value),
                (AttributeValue.Set a, AttributeValue.Set b) when a.Type == b.Type =>
                    a with { Members = [.. a.Members, .. b.Members.Where(member => !a.Members.Contains(member, SameValue.Instance))] },
                _ => throw WrongType(),
            });
    }

    /// <summary>Takes members out of a set; a set that becomes empty is removed.</summary>
    internal sealed record Delete(DocumentPath Place, AttributeValue.Set Value) : UpdateAction(Place)
    {
        public override ImmutableDictionary<string, AttributeValue> Apply(
            ImmutableDictionary<string, AttributeValue> before, ImmutableDictionary<string, AttributeValue> item)
        {
            switch (Place.Find(before))
            {
                case null:
                    return item;
                case AttributeValue.Set set when set.Type == Value.Type:
                    ImmutableArray<AttributeValue> left = [.. set.Members.Where(member => !Value.Members.Contains(member, SameValue.Instance))];
                    return Place.Put(item, left.IsEmpty ? null : set with { Members = left });
                default:
                    throw WrongType();
            }
        }
    }

    private static ServiceException WrongType() => Errors.Validation("An operand in the update expression has an incorrect data type");
}
