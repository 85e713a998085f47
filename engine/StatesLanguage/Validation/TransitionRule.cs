using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>
/// Every transition leads to a state of its own scope, every state has a transition to it, and some state ends the machine. As on AWS,
/// a machine without an end is not searched for states without a way in, and nobody asks whether a nested scope has an end.
/// </summary>
internal sealed class TransitionRule : IValidationRule
{
    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics)
    {
        foreach (var scope in ScopeWalk.SelfAndNested(definition.Root).Where(scope => scope.States.Length > 0))
        {
            Check(scope, ReferenceEquals(scope, definition.Root), diagnostics);
        }
    }

    private static void Check(ScopeDefinition scope, bool isRoot, DiagnosticBag diagnostics)
    {
        var names = scope.States.Select(state => state.Name).ToHashSet(StringComparer.Ordinal);
        var targets = new HashSet<string>(StringComparer.Ordinal) { scope.StartAt };
        ReportMissing(scope.StartAt, scope.Location + "/StartAt", names, diagnostics);
        foreach (var (target, location) in scope.States.SelectMany(ScopeWalk.Transitions).Where(transition => transition.Target.Length > 0))
        {
            targets.Add(target);
            ReportMissing(target, location, names, diagnostics);
        }

        if (isRoot && !scope.States.Any(Ends))
        {
            diagnostics.Error(DiagnosticCodes.MissingEndState, "Workflow has no terminal state", null);
            return;
        }

        foreach (var state in scope.States.Where(state => !targets.Contains(state.Name)))
        {
            diagnostics.Error(DiagnosticCodes.MissingTransitionTarget, $"State \"{state.Name}\" is not reachable.", state.Location);
        }
    }

    private static bool Ends(StateDefinition state) =>
        state is SucceedDefinition or FailDefinition || (state is not ChoiceDefinition && state.Next is null);

    private static void ReportMissing(string target, string location, HashSet<string> names, DiagnosticBag diagnostics)
    {
        if (!names.Contains(target))
        {
            diagnostics.Error(DiagnosticCodes.MissingTransitionTarget, $"Missing 'Next' target: {target}", location);
        }
    }
}
