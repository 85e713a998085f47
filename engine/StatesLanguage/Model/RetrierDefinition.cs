using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <summary>One entry of a state's Retry.</summary>
/// <param name="ErrorEquals">The error names it is for.</param>
/// <param name="Interval">The delay before the first retry; 1 s unless written.</param>
/// <param name="MaxAttempts">How many retries at most; 3 unless written, 0 is none.</param>
/// <param name="BackoffRate">What each further delay is multiplied by; 2 unless written.</param>
/// <param name="MaxDelay">The longest delay, before jitter; <see langword="null"/> is no cap.</param>
/// <param name="FullJitter">Whether the delay is drawn uniformly from 0 to what was computed.</param>
/// <seealso href="https://states-language.net/#retrying-after-error"/>
internal sealed record RetrierDefinition(
    ImmutableArray<string> ErrorEquals, TimeSpan Interval, int MaxAttempts, double BackoffRate, TimeSpan? MaxDelay, bool FullJitter);
