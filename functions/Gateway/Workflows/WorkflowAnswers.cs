using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;

namespace AiProxy.Gateway.Workflows;

/// <summary>Turns the end of an execution into an answer.</summary>
internal static class WorkflowAnswers
{
    public static HttpAnswer Read(string requestId, string workflow, WorkflowOutcome outcome)
    {
        switch (outcome.Status)
        {
            case WorkflowStatus.Succeeded:
                return ReadOutput(requestId, workflow, outcome.Output);
            case WorkflowStatus.TimedOut:
                GatewayLog.WorkflowFailed(requestId, workflow, outcome);
                return GatewayErrors.WorkflowTimedOut(requestId, workflow, outcome.Error).ToAnswer();
            default:
                GatewayLog.WorkflowFailed(requestId, workflow, outcome);
                return GatewayErrors.WorkflowFailed(requestId, workflow, outcome.Error).ToAnswer();
        }
    }

    // A workflow is the author's to write: what it returns is checked, and the complaint says what was expected.
    private static HttpAnswer ReadOutput(string requestId, string workflow, ReadOnlyMemory<byte> output)
    {
        try
        {
            HttpAnswer? answer = JsonSerializer.Deserialize(output.Span, ContractsJsonContext.Default.HttpAnswer);
            if (answer is { StatusCode: >= 200 and <= 599 } && (answer.Body is not null || answer.BodyRef is not null))
            {
                return answer with { Headers = answer.Headers.SetItem("aiproxy-execution-id", requestId) };
            }
        }
        catch (JsonException)
        {
            // Answered below: the same story, whichever way the output is not an HTTP response.
        }
        GatewayLog.BadOutput(requestId, workflow);
        return GatewayErrors.WorkflowOutputInvalid(requestId, workflow).ToAnswer();
    }
}
