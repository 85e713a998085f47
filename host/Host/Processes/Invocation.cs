namespace AiProxy.Host.Processes;

/// <summary>One invocation of a function in a process.</summary>
/// <param name="RequestId">Its id, which the function's lines carry.</param>
/// <param name="FunctionArn">The function's ARN.</param>
/// <param name="Payload">The event: JSON.</param>
/// <param name="Deadline">When the function is ended.</param>
/// <param name="TimeLimit">How long it had, for the message when it is ended.</param>
/// <param name="TraceId">The X-Ray trace header.</param>
internal sealed record Invocation(string RequestId, string FunctionArn, ReadOnlyMemory<byte> Payload, DateTimeOffset Deadline, TimeSpan TimeLimit, string TraceId)
{
    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What came of it; never fails.</summary>
    public Task<InvocationOutcome> Outcome => _outcome.Task;

    /// <summary>Ends it; only the first end counts.</summary>
    public void End(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);
}

/// <summary>What came of an invocation.</summary>
internal abstract record InvocationOutcome
{
    /// <summary>The function's answer: JSON.</summary>
    internal sealed record Answered(ReadOnlyMemory<byte> Payload) : InvocationOutcome;

    /// <summary>An error, by the name that a workflow catches, and its cause: JSON.</summary>
    internal sealed record Failed(string Error, ReadOnlyMemory<byte> Cause) : InvocationOutcome;
}
