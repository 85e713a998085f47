using System.Globalization;
using System.Net.Http.Headers;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Errors;

/// <summary>What a provider says about trying again.</summary>
internal static class RetryHint
{
    private static readonly string[] MillisecondHeaders = ["retry-after-ms", "x-ms-retry-after-ms"];

    // OpenAI and those like it say how long ("6m0s"), Anthropic says when (RFC 3339).
    private static readonly (string Remaining, string Reset)[] Budgets =
    [
        .. new[] { "requests", "tokens" }.Select(unit => ($"x-ratelimit-remaining-{unit}", $"x-ratelimit-reset-{unit}")),
        .. new[] { "requests", "tokens", "input-tokens", "output-tokens" }
            .Select(unit => ($"anthropic-ratelimit-{unit}-remaining", $"anthropic-ratelimit-{unit}-reset")),
    ];

    /// <summary>Whether the provider forbids another try, whatever the status; the official clients obey it too.</summary>
    public static bool IsVetoed(HttpResponseHeaders headers) => string.Equals(First(headers, "x-should-retry"), "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long to wait, milliseconds; null when the provider does not say. The first source that says so wins, in the order below.</summary>
    public static long? Milliseconds(HttpResponseHeaders headers, ErrorBody body, DateTimeOffset now) =>
        FromMilliseconds(headers) ?? FromRetryAfter(headers, now) ?? FromRetryInfo(body) ?? FromExhaustedBudgets(headers, now);

    private static long? FromMilliseconds(HttpResponseHeaders headers)
    {
        foreach (string name in MillisecondHeaders)
        {
            if (First(headers, name) is { } text && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            {
                return DurationText.ToMilliseconds(text + "ms");
            }
        }
        return null;
    }

    // Seconds, decimals too, or an HTTP date. Read as text: the typed header drops decimals.
    private static long? FromRetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (First(headers, "retry-after") is not { } text)
        {
            return null;
        }
        return DurationText.ToMilliseconds(text) ?? Until(text, now);
    }

    // google.rpc.RetryInfo: {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"37s"}.
    private static long? FromRetryInfo(ErrorBody body)
    {
        foreach (var detail in body.Error.Member("details").Items())
        {
            if (DurationText.ToMilliseconds(detail.Text("retryDelay")) is { } delay)
            {
                return delay;
            }
        }
        return null;
    }

    // Only a budget that is used up says when to come back: the others' resets tell when they are full again, which is far too late.
    private static long? FromExhaustedBudgets(HttpResponseHeaders headers, DateTimeOffset now)
    {
        long? longest = null;
        foreach ((string remaining, string reset) in Budgets)
        {
            if (First(headers, remaining) == "0" && First(headers, reset) is { } text
                && (DurationText.ToMilliseconds(text) ?? Until(text, now)) is { } wait)
            {
                longest = Math.Max(longest ?? 0, wait);
            }
        }
        return longest;
    }

    private static long? Until(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? Math.Max(0, (long)Math.Ceiling((date - now).TotalMilliseconds))
            : null;

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString().Trim() : null;
}
