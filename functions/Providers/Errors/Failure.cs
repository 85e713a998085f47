using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using AiProxy.Contracts.Failures;

namespace AiProxy.Providers.Errors;

/// <summary>Makes the exceptions: class, words, redaction and retry hint.</summary>
internal static class Failure
{
    /// <summary>The exception for an answer that is not 2xx.</summary>
    public static ProviderException Of(ErrorResponse response, ErrorBody body, FailureKind kind)
    {
        bool retryable = kind is FailureKind.RateLimited or FailureKind.Unavailable or FailureKind.Timeout;
        if (retryable && RetryHint.IsVetoed(response.Headers))
        {
            return new RetryVetoedException(Message(response.Provider, response.Status, body, "failed and asks not to try again", null));
        }
        long? hint = retryable ? RetryHint.Milliseconds(response.Headers, body, response.Now) : null;
        return Create(kind, Message(response.Provider, response.Status, body, Words(kind), hint));
    }

    /// <summary>The exception for an error that came under 200.</summary>
    public static ProviderException UnderSuccess(string model, ErrorBody body, FailureKind kind)
    {
        using var response = new HttpResponseMessage();
        HttpResponseHeaders none = response.Headers;
        long? hint = kind is FailureKind.RateLimited or FailureKind.Unavailable ? RetryHint.Milliseconds(none, body, DateTimeOffset.UnixEpoch) : null;
        return Create(kind, Message(model, 200, body, Words(kind), hint));
    }

    /// <summary>The exception for an answer under 2xx that is no good answer.</summary>
    public static ProviderException BadAnswer(string model, string what) =>
        new ProviderUnavailableException(Redaction.Cut(Redaction.Redact($"{model} answered, but {what}"), Redaction.MaxLength));

    /// <summary>The exception for an answer that is no JSON object. What it is instead is told, never quoted: it can be half of an answer.</summary>
    public static ProviderException NotJson(string model, ReadOnlyMemory<byte> body)
    {
        string text = ErrorBody.Read(body).Text;
        return BadAnswer(model, text switch
        {
            "" => "with an empty or unreadable body.",
            _ when text.StartsWith(ErrorBody.HtmlPage, StringComparison.Ordinal) => $"not with a JSON object: {Redaction.Cut(text, 200)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"not with a JSON object: {body.Length} bytes of something else."),
        });
    }

    /// <summary>The exception for a prompt or an answer that the provider blocked.</summary>
    public static ProviderException Blocked(string model, string what) =>
        new ContentFilteredException(Redaction.Cut(Redaction.Redact($"{model} blocked {what}"), Redaction.MaxLength));

    private static string Message(string who, int status, ErrorBody body, string words, long? hint)
    {
        string tail = hint is { } wait ? string.Create(CultureInfo.InvariantCulture, $" retry-after-ms={wait}") : "";
        string statusText = status.ToString(CultureInfo.InvariantCulture);
        string? label = body.Code is { } code && code != statusText ? code : body.Type;
        string head = $"{who} {words} ({statusText}{(label is null ? "" : " " + Redaction.Redact(label))})";
        string text = Redaction.Redact(body.Text);
        string message = text.Length == 0 ? head + "." : $"{head}: {text}";
        return Redaction.Cut(message, Redaction.MaxLength - tail.Length) + tail;
    }

    private static string Words(FailureKind kind) => kind switch
    {
        FailureKind.RateLimited => "rate limited the call",
        FailureKind.Unavailable => "failed",
        FailureKind.Timeout => "timed out",
        FailureKind.Rejected => "refused the request",
        FailureKind.Authentication => "refused the key",
        FailureKind.Quota => "says the account's quota or credit is used up",
        FailureKind.ContentFiltered => "blocked the content",
        FailureKind.ContextLength => "says the prompt is too long",
        _ => throw new UnreachableException($"No words for {kind}."),
    };

    private static ProviderException Create(FailureKind kind, string message) => kind switch
    {
        FailureKind.RateLimited => new RateLimitedException(message),
        FailureKind.Unavailable => new ProviderUnavailableException(message),
        FailureKind.Timeout => new ProviderTimeoutException(message),
        FailureKind.Rejected => new ProviderRejectedException(message),
        FailureKind.Authentication => new AuthenticationFailedException(message),
        FailureKind.Quota => new QuotaExhaustedException(message),
        FailureKind.ContentFiltered => new ContentFilteredException(message),
        FailureKind.ContextLength => new ContextLengthExceededException(message),
        _ => throw new UnreachableException($"No exception for {kind}."),
    };
}
