namespace AiProxy.StatesLanguage.Execution;

/// <summary>Waiting by the engine's clock.</summary>
internal static class Timers
{
    /// <summary>A timer of .NET takes no more than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Waits, however long.</summary>
    /// <returns>Whether the time passed; false if the token fired first.</returns>
    public static async ValueTask<bool> DelayAsync(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        while (delay > TimeSpan.Zero)
        {
            var part = delay < Longest ? delay : Longest;
            var wait = Task.Delay(part, timeProvider, cancellationToken);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (wait.IsCanceled)
            {
                return false;
            }

            delay -= part;
        }

        return !cancellationToken.IsCancellationRequested;
    }
}
