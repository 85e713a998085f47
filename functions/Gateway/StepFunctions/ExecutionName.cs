using System.Buffers;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>Names an execution after its request, so that the id in the answer finds it.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html#StepFunctions-StartSyncExecution-request-name"/></remarks>
internal static class ExecutionName
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxLength = 80;

    // What CloudWatch Logs takes too; the service allows more, but logs such executions without their names.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The request's id, with <c>-</c> for what a name cannot have.</summary>
    public static string Of(string requestId)
    {
        string name = requestId.Length <= MaxLength ? requestId : requestId[..MaxLength];
        return name.AsSpan().ContainsAnyExcept(Allowed)
            ? string.Create(name.Length, name, static (span, text) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = Allowed.Contains(text[i]) ? text[i] : '-';
                }
            })
            : name;
    }
}
