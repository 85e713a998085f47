using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>Names have 1 to 80 characters and occur once in the whole machine, nested scopes included.</summary>
internal sealed class StateNameRule : IValidationRule
{
    private const int MaxLength = 80;

    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in ScopeWalk.States(definition))
        {
            if (Problem(state.Name) is { } problem)
            {
                diagnostics.Error(DiagnosticCodes.InvalidStateName, $"Invalid State name: State {problem}", state.Location);
            }

            if (!seen.Add(state.Name))
            {
                diagnostics.Error(DiagnosticCodes.DuplicateStateName, $"Duplicate State name: {state.Name}", state.Location);
            }
        }
    }

    private static string? Problem(string name) => name.Length switch
    {
        0 => "name cannot be empty",
        > MaxLength => $"'{name}' exceeds the {MaxLength}-character limit allowed by the service",
        _ => null,
    };
}
