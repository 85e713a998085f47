using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>Fails the scope with the state's Error and Cause, either of which may be missing.</summary>
internal static class FailExecutor
{
    public static StateOutcome Execute(Flow flow, FailNode node)
    {
        if (TryEvaluateText(flow, node.Error, out var error) && TryEvaluateText(flow, node.Cause, out var cause))
        {
            flow.Failure = ErrorText.Failure(error, cause);
        }

        return StateOutcome.Failed;
    }

    private static bool TryEvaluateText(Flow flow, BoundTemplate? template, out string? text)
    {
        text = null;
        if (template is null)
        {
            return true;
        }

        if (!template.TryEvaluate(flow, out var value))
        {
            return false;
        }

        if (value.Kind != ValueKind.String)
        {
            if (flow.State.IsJsonPath)
            {
                flow.FailRuntime($"The value of the field '{template.Field}' must be a string, but was: {value.ToJson()}");
            }
            else
            {
                TypeErrors.Report(flow, template, "string", value);
            }

            return false;
        }

        text = value.AsString();
        return true;
    }
}
