namespace AiProxy.StatesLanguage.Execution.Retry;

/// <summary>Whether an ErrorEquals list is for a failure.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"/>
internal static class ErrorMatcher
{
    public static bool Matches(ReadOnlySpan<string> errorEquals, Failure failure)
    {
        foreach (var name in errorEquals)
        {
            if (Matches(name, failure))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string name, Failure failure)
    {
        if (failure.Error == ErrorNames.Runtime)
        {
            return false;
        }

        return name switch
        {
            ErrorNames.All => !failure.IsTerminal,
            ErrorNames.TaskFailed => !failure.IsTerminal && !IsTimeout(failure),
            ErrorNames.Timeout => IsTimeout(failure),
            ErrorNames.HeartbeatTimeout => failure.IsHeartbeat || failure.Error == name,
            _ => failure.Error == name,
        };
    }

    /// <summary>A heartbeat's timeout is one too: Step Functions itself calls it States.Timeout, an integration may use its own name.</summary>
    private static bool IsTimeout(Failure failure) => failure.Error is ErrorNames.Timeout or ErrorNames.HeartbeatTimeout;
}
