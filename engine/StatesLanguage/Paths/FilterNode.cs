using System.Globalization;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Paths;

/// <summary>A part of a path's filter, <c>[?(@.price &lt; 10 &amp;&amp; @.isbn)]</c>.</summary>
internal abstract record FilterNode
{
    public abstract bool IsTrue(Value item, Value root);

    internal sealed record And(FilterNode Left, FilterNode Right) : FilterNode
    {
        public override bool IsTrue(Value item, Value root) => Left.IsTrue(item, root) && Right.IsTrue(item, root);
    }

    internal sealed record Or(FilterNode Left, FilterNode Right) : FilterNode
    {
        public override bool IsTrue(Value item, Value root) => Left.IsTrue(item, root) || Right.IsTrue(item, root);
    }

    internal sealed record Not(FilterNode Operand) : FilterNode
    {
        public override bool IsTrue(Value item, Value root) => !Operand.IsTrue(item, root);
    }

    /// <summary>Whether the path leads anywhere, to false or null too.</summary>
    internal sealed record Exists(FilterOperand Path) : FilterNode
    {
        public override bool IsTrue(Value item, Value root) => !Path.Evaluate(item, root).IsUndefined;
    }

    internal sealed record Comparison(FilterOperand Left, string Operator, FilterOperand Right) : FilterNode
    {
        public override bool IsTrue(Value item, Value root)
        {
            var left = Left.Evaluate(item, root);
            var right = Right.Evaluate(item, root);
            var equal = AreEqual(left, right);
            return Operator switch
            {
                "==" => equal,
                "!=" => !equal,
                _ => Compare(left, right) is { } order && Operator switch
                {
                    "<" => order < 0,
                    "<=" => order <= 0,
                    ">" => order > 0,
                    _ => order >= 0,
                },
            };
        }

        /// <summary>As in Jayway, a number equals the text that reads as it, and a text the number that prints as it.</summary>
        private static bool AreEqual(Value left, Value right) => (left.Kind, right.Kind) switch
        {
            (ValueKind.Undefined, _) or (_, ValueKind.Undefined) => false,
            (ValueKind.Number, ValueKind.String) =>
                double.TryParse(right.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == left.AsNumber(),
            (ValueKind.String, ValueKind.Number) => left.AsString() == right.ToJson(),
            _ => left == right,
        };

        private static int? Compare(Value left, Value right) => (left.Kind, right.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => left.AsNumber().CompareTo(right.AsNumber()),
            (ValueKind.String, ValueKind.String) => string.CompareOrdinal(left.AsString(), right.AsString()),
            _ => null,
        };
    }
}

/// <summary>A side of a comparison: a literal, or a path from the item (<c>@</c>) or from the root (<c>$</c>).</summary>
internal sealed record FilterOperand(Value Literal, JsonPath? Path, bool FromItem)
{
    public Value Evaluate(Value item, Value root)
    {
        if (Path is null)
        {
            return Literal;
        }

        var value = Path.Evaluate(FromItem ? item : root);
        // An indefinite path that finds nothing is as good as missing.
        return !Path.IsDefinite && value.Kind == ValueKind.Array && value.AsArray().Count == 0 ? default : value;
    }
}
