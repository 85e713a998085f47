using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Retry;

/// <summary>How long to wait before a retry.</summary>
/// <seealso href="https://states-language.net/#retrying-after-error"/>
internal static class RetryDelay
{
    /// <param name="retrier">The retrier.</param>
    /// <param name="retry">Which of its retries this is, from 1.</param>
    /// <param name="nextRandom">Draws from [0, 1).</param>
    public static TimeSpan Compute(RetrierDefinition retrier, int retry, Func<double> nextRandom)
    {
        var seconds = retrier.Interval.TotalSeconds * Math.Pow(retrier.BackoffRate, retry - 1);
        seconds = Math.Min(seconds, (retrier.MaxDelay ?? TimeSpan.FromDays(366)).TotalSeconds);

        // After the cap: measured on AWS.
        return TimeSpan.FromSeconds(retrier.FullJitter ? seconds * nextRandom() : seconds);
    }
}
