using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The first rule whose Condition is true, with that rule's own Output and Assign; otherwise Default with the state's.</summary>
internal static class ChoiceExecutor
{
    public static StateOutcome Execute(Flow flow, ChoiceNode node)
    {
        foreach (var rule in node.Rules)
        {
            if (!rule.Condition.TryEvaluate(flow, out var condition))
            {
                return StateOutcome.Failed;
            }

            if (condition.Kind != ValueKind.Boolean)
            {
                TypeErrors.Report(flow, rule.Condition, "boolean", condition);
                return StateOutcome.Failed;
            }

            if (condition.AsBoolean())
            {
                return StateCompletion.Complete(flow, rule.Output, rule.Assign, rule.Next, flow.Input);
            }
        }

        if (node.Next is null)
        {
            flow.Failure = new Failure(
                ErrorNames.NoChoiceMatched,
                flow.WithStatePrefix("Failed to transition out of the state. The state does not point to a next state."));
            return StateOutcome.Failed;
        }

        return StateCompletion.Complete(flow, flow.Input);
    }
}
