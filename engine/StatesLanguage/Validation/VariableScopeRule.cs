using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>
/// No scope assigns a variable that a scope around it assigns. Two things do not count: what the catchers of the state assign that has
/// the scope, for they run when the scope is gone, and on AWS such a machine was recorded; and a distributed Map, whose children see
/// nothing of the scopes around.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-scope"/>
internal sealed class VariableScopeRule : IValidationRule
{
    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics) =>
        Check(definition.Root, [], diagnostics);

    private static void Check(ScopeDefinition scope, HashSet<string> outer, DiagnosticBag diagnostics)
    {
        foreach (var assign in scope.States.SelectMany(StateTemplates.Assigns))
        {
            foreach (var name in assign.Variables.Select(variable => variable.Key).Where(outer.Contains))
            {
                diagnostics.Error(
                    DiagnosticCodes.InvalidVariableName,
                    $"Invalid variable name '{name}': the variable is assigned in an outer scope.",
                    assign.Location);
            }
        }

        foreach (var state in scope.States)
        {
            if (ScopeWalk.Scopes(state) is not { Length: > 0 } nested)
            {
                continue;
            }

            var around = state is MapDefinition { Distributed: not null } ? [] : Around(scope, state, outer);
            foreach (var inner in nested)
            {
                Check(inner, around, diagnostics);
            }
        }
    }

    private static HashSet<string> Around(ScopeDefinition scope, StateDefinition holder, HashSet<string> outer)
    {
        var own = holder.Assign is { } assign ? [assign] : Array.Empty<AssignDefinition>();
        var assigns = scope.States.Where(state => !ReferenceEquals(state, holder)).SelectMany(StateTemplates.Assigns).Concat(own);
        return [.. outer, .. assigns.SelectMany(each => each.Variables).Select(variable => variable.Key)];
    }
}
