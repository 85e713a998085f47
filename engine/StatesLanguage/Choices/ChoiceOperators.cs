using System.Collections.Frozen;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Choices;

/// <summary>All comparison operators. One whose operands have other types than its own is false.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html"/>
internal static class ChoiceOperators
{
    public static readonly FrozenDictionary<string, ChoiceOperator> ByName =
        Create().ToFrozenDictionary(item => item.Name, StringComparer.Ordinal);

    private static IEnumerable<ChoiceOperator> Create() =>
    [
        .. WithPath("BooleanEquals", ValueKind.Boolean, (value, operand) => BothAre(ValueKind.Boolean, value, operand) && value == operand),
        .. Comparisons("String", ValueKind.String, CompareStrings),
        .. Comparisons("Numeric", ValueKind.Number, CompareNumbers),
        .. Comparisons("Timestamp", ValueKind.String, CompareTimestamps),
        new("StringMatches", ValueKind.String, false, (value, operand) =>
            BothAre(ValueKind.String, value, operand) && StringPattern.Matches(value.AsString(), operand.AsString())),
        Test("IsNull", value => value.IsNull),
        Test("IsPresent", value => !value.IsUndefined),
        Test("IsNumeric", value => value.Kind == ValueKind.Number),
        Test("IsString", value => value.Kind == ValueKind.String),
        Test("IsBoolean", value => value.Kind == ValueKind.Boolean),
        Test("IsTimestamp", value => value.Kind == ValueKind.String && Iso8601.TryParse(value.AsString(), out _)),
    ];

    private static ChoiceOperator Test(string name, Func<Value, bool> holds) =>
        new(name, ValueKind.Boolean, false, (value, wanted) => holds(value) == wanted.AsBoolean());

    private static IEnumerable<ChoiceOperator> Comparisons(string type, ValueKind kind, Func<Value, Value, int?> compare) =>
    [
        .. WithPath(type + "Equals", kind, (left, right) => compare(left, right) == 0),
        .. WithPath(type + "LessThan", kind, (left, right) => compare(left, right) < 0),
        .. WithPath(type + "LessThanEquals", kind, (left, right) => compare(left, right) <= 0),
        .. WithPath(type + "GreaterThan", kind, (left, right) => compare(left, right) > 0),
        .. WithPath(type + "GreaterThanEquals", kind, (left, right) => compare(left, right) >= 0),
    ];

    private static IEnumerable<ChoiceOperator> WithPath(string name, ValueKind kind, Func<Value, Value, bool> holds) =>
        [new(name, kind, false, holds), new(name + "Path", kind, true, holds)];

    private static int? CompareStrings(Value left, Value right) =>
        BothAre(ValueKind.String, left, right) ? string.CompareOrdinal(left.AsString(), right.AsString()) : null;

    private static int? CompareNumbers(Value left, Value right) =>
        BothAre(ValueKind.Number, left, right) ? left.AsNumber().CompareTo(right.AsNumber()) : null;

    private static int? CompareTimestamps(Value left, Value right) =>
        BothAre(ValueKind.String, left, right)
        && Iso8601.TryParse(left.AsString(), out var first)
        && Iso8601.TryParse(right.AsString(), out var second)
            ? first.CompareTo(second)
            : null;

    private static bool BothAre(ValueKind kind, Value left, Value right) => left.Kind == kind && right.Kind == kind;
}
