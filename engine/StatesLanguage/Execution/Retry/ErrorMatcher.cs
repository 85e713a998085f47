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
            ErrorNames.TaskFailed => !failure.IsTerminal && failure.Error != ErrorNames.Timeout,
            ErrorNames.HeartbeatTimeout => failure.IsHeartbeat || failure.Error == name,
            _ => failure.Error == name,
        };
    }
}
