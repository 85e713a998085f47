using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.OpenAi;

/// <summary>Classifies OpenAI's errors, and those of the many who share its format: by code first, then by what is said, then by status.</summary>
/// <remarks><see href="https://platform.openai.com/docs/guides/error-codes"/></remarks>
internal static class OpenAiErrorReader
{
    private static readonly string[] QuotaCodes =
    [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded", "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance",
    ];

    private static readonly string[] FilterCodes = ["content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"];

    // Groq's tool_use_failed: the model wrote a broken call; another try often does better.
    private static readonly string[] UnavailableCodes =
        ["server_is_overloaded", "overloaded_error", "server_error", "insufficient_system_resource", "tool_use_failed"];

    public static ProviderException Read(ErrorResponse response)
    {
        ErrorBody body = ErrorBody.Read(response.Body);
        return Failure.Of(response, body, Classify(response.Status, body, response.Headers.Contains("Retry-After")));
    }

    /// <summary>An error that came with 200: its code may be the status that it should have come with.</summary>
    public static ProviderException ReadUnderSuccess(ReadOnlyMemory<byte> json, string model)
    {
        ErrorBody body = ErrorBody.Read(json);
        int status = int.TryParse(body.Code, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code is >= 400 and < 600 ? code : 500;
        return Failure.UnderSuccess(model, body, Classify(status, body, hasRetryAfter: false));
    }

    public static ProviderException ReadUnderSuccess(JsonElement json, string model) =>
        ReadUnderSuccess(JsonMarshal.GetRawUtf8Value(json).ToArray(), model);

    private static FailureKind Classify(int status, ErrorBody body, bool hasRetryAfter)
    {
        if (body.IsAnyOf(QuotaCodes))
        {
            return FailureKind.Quota;
        }
        // OpenRouter: out of credit for now, but it says when to come back.
        if (status == 402 && hasRetryAfter)
        {
            return FailureKind.RateLimited;
        }
        if (body.Is("context_length_exceeded") || (status is 400 or 404 or 422 or 500 && ContextLength.IsSaidBy(body)))
        {
            return FailureKind.ContextLength;
        }
        if (body.IsAnyOf(FilterCodes) || (status == 403 && IsModeration(body)))
        {
            return FailureKind.ContentFiltered;
        }
        if (body.Is("invalid_api_key"))
        {
            return FailureKind.Authentication;
        }
        if (body.IsAnyOf(UnavailableCodes))
        {
            return FailureKind.Unavailable;
        }
        return status switch
        {
            // Groq's "flex capacity exceeded"; Cohere's "invalid token".
            498 => body.Says("capacity") ? FailureKind.Unavailable : FailureKind.Authentication,
            // The code decides where the error came under 200.
            >= 500 when body.Is("rate_limit_exceeded") => FailureKind.RateLimited,
            _ => StatusKind.Of(status),
        };
    }

    // OpenRouter: 403 with metadata.reasons, or words.
    private static bool IsModeration(ErrorBody body) =>
        body.Error.Member("metadata").Member("reasons") is not null || body.Says("moderation") || body.Says("flagged");
}
