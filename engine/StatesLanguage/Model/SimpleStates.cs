using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <seealso href="https://states-language.net/#pass-state"/>
internal sealed record PassDefinition : StateDefinition;

/// <seealso href="https://states-language.net/#succeed-state"/>
internal sealed record SucceedDefinition : StateDefinition;

/// <seealso href="https://states-language.net/#fail-state"/>
internal sealed record FailDefinition : StateDefinition
{
    public Template? Error { get; init; }

    public Template? Cause { get; init; }
}

/// <summary>Exactly one of the two is set.</summary>
/// <seealso href="https://states-language.net/#wait-state"/>
internal sealed record WaitDefinition : StateDefinition
{
    public Template? Seconds { get; init; }

    public Template? Timestamp { get; init; }
}

/// <seealso href="https://states-language.net/#choice-state"/>
internal sealed record ChoiceDefinition : StateDefinition
{
    public required ImmutableArray<ChoiceRuleDefinition> Rules { get; init; }

    public string? Default { get; init; }
}

/// <param name="Condition">The condition of a JSONata rule.</param>
/// <param name="Comparison">The condition of a JSONPath rule.</param>
/// <param name="Next">Where it leads.</param>
/// <param name="Output">The rule's own output.</param>
/// <param name="Assign">The rule's own variables.</param>
internal sealed record ChoiceRuleDefinition(
    Template? Condition, ComparisonDefinition? Comparison, string Next, Template? Output, AssignDefinition? Assign);
