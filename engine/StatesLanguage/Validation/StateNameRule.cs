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
            if (state.Name.Length is 0 or > MaxLength)
            {
                diagnostics.Error(
                    DiagnosticCodes.InvalidStateName, $"State name '{state.Name}' must have 1 to {MaxLength} characters", state.Location);
            }

            if (!seen.Add(state.Name))
            {
                diagnostics.Error(DiagnosticCodes.DuplicateStateName, $"Duplicate State name: {state.Name}", state.Location);
            }
        }
    }
}
