using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Choices;

/// <summary>A test of a JSONPath choice rule: one of the 39 comparison operators.</summary>
/// <param name="Name">Its name, as a field of the rule.</param>
/// <param name="OperandKind">What kind of value the field holds; for a ...Path operator, what the path leads to.</param>
/// <param name="TakesPath">Whether the field holds a path.</param>
/// <param name="Holds">Whether the test holds for a value and the operand.</param>
internal sealed record ChoiceOperator(string Name, ValueKind OperandKind, bool TakesPath, Func<Value, Value, bool> Holds)
{
    public static ChoiceOperator? Find(string name) => ChoiceOperators.ByName.GetValueOrDefault(name);

    /// <summary>Whether the operator looks at a place that may be missing.</summary>
    public bool IsPresence => Name == "IsPresent";
}
