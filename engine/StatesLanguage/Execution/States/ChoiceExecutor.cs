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
            if (!TryTest(flow, rule, out var holds))
            {
                return StateOutcome.Failed;
            }

            if (holds)
            {
                return StateCompletion.Complete(flow, rule.Output, rule.Assign, node.Data, rule.Next, flow.EffectiveInput);
            }
        }

        if (node.Next is null)
        {
            // The specification has States.NoChoiceMatched for this; measured on AWS, it is States.Runtime.
            flow.FailRuntime("Failed to transition out of the state. The state does not point to a next state.");
            return StateOutcome.Failed;
        }

        return StateCompletion.Complete(flow, flow.EffectiveInput);
    }

    private static bool TryTest(Flow flow, ChoiceRuleNode rule, out bool holds)
    {
        holds = false;
        if (rule.Comparison is { } comparison)
        {
            return comparison.TryTest(flow, out holds);
        }

        if (!rule.Condition!.TryEvaluate(flow, out var condition))
        {
            return false;
        }

        if (condition.Kind != ValueKind.Boolean)
        {
            TypeErrors.Report(flow, rule.Condition, "boolean", condition);
            return false;
        }

        holds = condition.AsBoolean();
        return true;
    }
}
