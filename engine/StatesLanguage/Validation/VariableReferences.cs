using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>Which variables the states of a machine read.</summary>
internal static class VariableReferences
{
    public static SortedDictionary<string, IReadOnlyList<string>> Of(StateMachineDefinition definition)
    {
        var result = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var state in ScopeWalk.States(definition))
        {
            string[] names = [.. Names(state).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (names.Length > 0)
            {
                result[state.Name] = names;
            }
        }

        return result;
    }

    private static IEnumerable<string> Names(StateDefinition state)
    {
        var expressions = StateTemplates.Roots(state).SelectMany(StateTemplates.Expressions).SelectMany(item => item.Query.FreeVariables);
        return expressions
            .Where(name => name != "states" && !name.StartsWith("states.", StringComparison.Ordinal))
            .Concat(StateTemplates.Paths(state).Select(path => path.Variable).OfType<string>());
    }
}
