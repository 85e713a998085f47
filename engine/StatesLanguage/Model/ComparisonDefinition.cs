using System.Collections.Immutable;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Choices;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Model;

/// <summary>The condition of a JSONPath choice rule.</summary>
/// <seealso href="https://states-language.net/#choice-state"/>
internal abstract record ComparisonDefinition
{
    internal sealed record And(ImmutableArray<ComparisonDefinition> Operands) : ComparisonDefinition;

    internal sealed record Or(ImmutableArray<ComparisonDefinition> Operands) : ComparisonDefinition;

    internal sealed record Not(ComparisonDefinition Operand) : ComparisonDefinition;

    /// <param name="Variable">What is tested.</param>
    /// <param name="Operator">The test.</param>
    /// <param name="Operand">What it is tested against, if that is written out.</param>
    /// <param name="OperandPath">Where that is found, with an operator named ...Path.</param>
    internal sealed record Test(JsonPath Variable, ChoiceOperator Operator, Value Operand, JsonPath? OperandPath) : ComparisonDefinition;

    /// <summary>Every test below, this one included.</summary>
    public IEnumerable<Test> Tests => this switch
    {
        And and => and.Operands.SelectMany(operand => operand.Tests),
        Or or => or.Operands.SelectMany(operand => operand.Tests),
        Not not => not.Operand.Tests,
        Test test => [test],
        _ => [],
    };
}
