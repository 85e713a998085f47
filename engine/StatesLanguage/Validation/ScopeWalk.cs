using System.Collections.Immutable;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>The nesting of scopes and the targets of transitions: what several rules walk over.</summary>
internal static class ScopeWalk
{
    /// <summary>The scope and all below it, outer ones first.</summary>
    public static IEnumerable<ScopeDefinition> SelfAndNested(ScopeDefinition scope)
    {
        yield return scope;
        foreach (var nested in scope.States.SelectMany(state => Scopes(state)).SelectMany(SelfAndNested))
        {
            yield return nested;
        }
    }

    public static IEnumerable<StateDefinition> States(StateMachineDefinition definition) =>
        SelfAndNested(definition.Root).SelectMany(scope => scope.States);

    public static ImmutableArray<ScopeDefinition> Scopes(StateDefinition state) => state switch
    {
        ParallelDefinition parallel => parallel.Branches,
        MapDefinition map => [map.Processor],
        _ => [],
    };

    /// <summary>Every transition of a state: the target's name, and where it is written.</summary>
    public static IEnumerable<(string Target, string Location)> Transitions(StateDefinition state)
    {
        if (state.Next is { } next)
        {
            yield return (next, state.Location + "/Next");
        }

        if (state is ChoiceDefinition choice)
        {
            for (var i = 0; i < choice.Rules.Length; i++)
            {
                yield return (choice.Rules[i].Next, $"{state.Location}/Choices[{i}]/Next");
            }

            if (choice.Default is { } otherwise)
            {
                yield return (otherwise, state.Location + "/Default");
            }
        }

        if (state is RetryableDefinition retryable)
        {
            for (var i = 0; i < retryable.Catch.Length; i++)
            {
                yield return (retryable.Catch[i].Next, $"{state.Location}/Catch[{i}]/Next");
            }
        }
    }
}
