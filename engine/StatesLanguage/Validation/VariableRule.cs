using AiProxy.Jsonata;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>Warns of a variable that no state in reach assigns: reading it can only fail. Step Functions finds out at run time.</summary>
internal sealed class VariableRule : IValidationRule
{
    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics) =>
        Check(definition.Root, [], diagnostics);

    private static void Check(ScopeDefinition scope, HashSet<string> outer, DiagnosticBag diagnostics)
    {
        var assigned = new HashSet<string>(outer, StringComparer.Ordinal);
        assigned.UnionWith(scope.States.SelectMany(StateTemplates.Assigns).SelectMany(assign => assign.Variables).Select(pair => pair.Key));
        foreach (var state in scope.States)
        {
            foreach (var expression in StateTemplates.Roots(state).SelectMany(StateTemplates.Expressions))
            {
                foreach (var name in expression.Query.FreeVariables)
                {
                    if (!IsReserved(name) && !assigned.Contains(name) && !IsFunction(name))
                    {
                        diagnostics.Warning(
                            DiagnosticCodes.UnassignedVariable,
                            $"No state assigns the variable '${name}' where it is read",
                            $"{state.Location}/{expression.Field}");
                    }
                }
            }

            foreach (var path in StateTemplates.Paths(state).Where(path => path.Variable is { } name && !assigned.Contains(name)))
            {
                diagnostics.Warning(
                    DiagnosticCodes.UnassignedVariable,
                    $"No state assigns the variable '${path.Variable}' where it is read",
                    state.Location);
            }

            foreach (var nested in ScopeWalk.Scopes(state))
            {
                Check(nested, state is MapDefinition { Distributed: not null } ? [] : assigned, diagnostics);
            }
        }
    }

    private static bool IsReserved(string name) => name == "states" || name.StartsWith("states.", StringComparison.Ordinal);

    /// <summary>
    /// A function's name counts as a variable where any scope of the machine assigns it; elsewhere it is still the function.
    /// </summary>
    private static bool IsFunction(string name) =>
        !JsonataExpression.Compile("$" + name, JsonataOptions.StepFunctions).FreeVariables.Contains(name);
}
