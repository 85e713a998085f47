using System.Collections.Immutable;
using System.Diagnostics;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>A condition on an item; of an item that is not there, no attribute exists.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html"/></remarks>
internal abstract record Condition
{
    public abstract bool Holds(ImmutableDictionary<string, AttributeValue> item);

    internal sealed record Or(Condition Left, Condition Right) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => Left.Holds(item) || Right.Holds(item);
    }

    internal sealed record And(Condition Left, Condition Right) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => Left.Holds(item) && Right.Holds(item);
    }

    internal sealed record Not(Condition Inner) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => !Inner.Holds(item);
    }

    internal sealed record Exists(DocumentPath Place) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => Place.Find(item) is not null;
    }

    internal sealed record HasType(DocumentPath Place, string Type) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => Place.Find(item)?.Type == Type;
    }

    internal sealed record BeginsWith(DocumentPath Place, Operand Prefix) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => (Place.Find(item), Prefix.Evaluate(item)) switch
        {
            (AttributeValue.Text text, AttributeValue.Text prefix) => text.Value.StartsWith(prefix.Value, StringComparison.Ordinal),
            (AttributeValue.Binary bytes, AttributeValue.Binary prefix) => bytes.Value.AsSpan().StartsWith(prefix.Value.AsSpan()),
            _ => false,
        };
    }

    internal sealed record Contains(DocumentPath Place, Operand Wanted) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) => (Place.Find(item), Wanted.Evaluate(item)) switch
        {
            (AttributeValue.Text text, AttributeValue.Text part) => text.Value.Contains(part.Value, StringComparison.Ordinal),
            (AttributeValue.Binary bytes, AttributeValue.Binary part) => bytes.Value.AsSpan().IndexOf(part.Value.AsSpan()) >= 0,
            (AttributeValue.List list, { } member) => list.Items.Contains(member, SameValue.Instance),
            (AttributeValue.Set set, { } member) => set.Members.Contains(member, SameValue.Instance),
            _ => false,
        };
    }

    internal sealed record Between(Operand Operand, Operand Low, Operand High) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) =>
            Comparison.Of(Low.Evaluate(item), Operand.Evaluate(item)) is <= 0 && Comparison.Of(Operand.Evaluate(item), High.Evaluate(item)) is <= 0;
    }

    internal sealed record In(Operand Operand, ImmutableArray<Operand> Among) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item) =>
            Operand.Evaluate(item) is { } value && Among.Any(one => SameValue.Instance.Equals(value, one.Evaluate(item)));
    }

    internal sealed record Compare(Operand Left, string Comparator, Operand Right) : Condition
    {
        public override bool Holds(ImmutableDictionary<string, AttributeValue> item)
        {
            AttributeValue? left = Left.Evaluate(item);
            AttributeValue? right = Right.Evaluate(item);
            // What is not there is neither equal to anything nor before or after it; it is different from whatever is there.
            return Comparator switch
            {
                "=" => left is not null && right is not null && SameValue.Instance.Equals(left, right),
                "<>" => !(left is not null && right is not null && SameValue.Instance.Equals(left, right)),
                "<" => Comparison.Of(left, right) is < 0,
                "<=" => Comparison.Of(left, right) is <= 0,
                ">" => Comparison.Of(left, right) is > 0,
                ">=" => Comparison.Of(left, right) is >= 0,
                _ => throw new UnreachableException($"No comparator: {Comparator}"),
            };
        }
    }
}
