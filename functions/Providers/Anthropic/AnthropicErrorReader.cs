using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Anthropic;

/// <summary>Classifies Anthropic's errors.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/errors"/></remarks>
internal static class AnthropicErrorReader
{
    public static ProviderException Read(ErrorResponse response)
    {
        ErrorBody body = ErrorBody.Read(response.Body);
        return Failure.Of(response, body, Classify(response.Status, body));
    }

    public static ProviderException ReadUnderSuccess(ReadOnlyMemory<byte> json, string model)
    {
        ErrorBody body = ErrorBody.Read(json);
        return Failure.UnderSuccess(model, body, Classify(StatusOf(body.Type), body));
    }

    private static FailureKind Classify(int status, ErrorBody body)
    {
        // An account's own limits come as 400, 402 or 429, and none of them is worth another try.
        if (body.Is("billing_error") || body.Error.Member("details").Text("error_code") == "enforced_spend_limit_reached" || IsSpendLimit(status, body))
        {
            return FailureKind.Quota;
        }
        if (status == 413 || (status == 400 && ContextLength.IsSaidBy(body)))
        {
            return FailureKind.ContextLength;
        }
        if (status == 400 && body.Says("content filtering policy"))
        {
            return FailureKind.ContentFiltered;
        }
        return StatusKind.Of(status);
    }

    private static bool IsSpendLimit(int status, ErrorBody body) =>
        status is 400 or 429 && (body.Says("credit balance is too low") || body.Says("API usage limits"));

    // What each type comes with as a rule, for an error that came under 200.
    private static int StatusOf(string? type) => type switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "overloaded_error" => 529,
        _ => 500,
    };
}
