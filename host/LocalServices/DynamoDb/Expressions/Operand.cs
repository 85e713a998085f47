using System.Collections.Immutable;
using System.Text;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>What a condition compares or an update computes with.</summary>
internal abstract record Operand
{
    /// <summary>Its value; null where the item has none there.</summary>
    public abstract AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item);

    internal sealed record Path(DocumentPath Place) : Operand
    {
        public override AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item) => Place.Find(item);
    }

    internal sealed record Constant(AttributeValue Value) : Operand
    {
        public override AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item) => Value;
    }

    /// <summary><c>size(path)</c>.</summary>
    internal sealed record Size(DocumentPath Place) : Operand
    {
        public override AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item) => Place.Find(item) switch
        {
            AttributeValue.Text text => Number(Encoding.UTF8.GetByteCount(text.Value)),
            AttributeValue.Binary binary => Number(binary.Value.Length),
            AttributeValue.List list => Number(list.Items.Length),
            AttributeValue.Map map => Number(map.Members.Count),
            AttributeValue.Set set => Number(set.Members.Length),
            _ => null,
        };

        private static AttributeValue.Number Number(int number) => new(DynamoNumber.From(number));
    }

    /// <summary><c>if_not_exists(path, operand)</c>.</summary>
    internal sealed record IfNotExists(DocumentPath Place, Operand Otherwise) : Operand
    {
        public override AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item) => Place.Find(item) ?? Otherwise.Evaluate(item);
    }

    /// <summary><c>list_append(operand, operand)</c>.</summary>
    internal sealed record ListAppend(Operand First, Operand Second) : Operand
    {
        public override AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item) =>
            new AttributeValue.List([.. ListOf(First, item).Items, .. ListOf(Second, item).Items]);

        private static AttributeValue.List ListOf(Operand operand, ImmutableDictionary<string, AttributeValue> item) => operand.Evaluate(item) switch
        {
            AttributeValue.List list => list,
            null => throw Missing(),
            _ => throw Errors.Validation("An operand in the update expression has an incorrect data type"),
        };
    }

    /// <summary><c>operand + operand</c> or <c>operand - operand</c>.</summary>
    internal sealed record Sum(Operand Left, Operand Right, bool IsDifference) : Operand
    {
        public override AttributeValue? Evaluate(ImmutableDictionary<string, AttributeValue> item)
        {
            DynamoNumber left = NumberOf(Left, item);
            DynamoNumber right = NumberOf(Right, item);
            return new AttributeValue.Number(IsDifference ? left - right : left + right);
        }

        private static DynamoNumber NumberOf(Operand operand, ImmutableDictionary<string, AttributeValue> item) => operand.Evaluate(item) switch
        {
            AttributeValue.Number number => number.Value,
            null => throw Missing(),
            _ => throw Errors.Validation("An operand in the update expression has an incorrect data type"),
        };
    }

    public static ServiceException Missing() =>
        Errors.Validation("The provided expression refers to an attribute that does not exist in the item");
}
