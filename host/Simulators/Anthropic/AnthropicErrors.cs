using System.Globalization;
using System.Text.Json.Nodes;

namespace AiProxy.Simulators.Anthropic;

/// <summary>Anthropic's errors.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/errors"/></remarks>
internal static class AnthropicErrors
{
    public static SimulatedResponse Shape(SimulatedError error, AnswerStamp stamp)
    {
        Dictionary<string, string> headers = RequestId(stamp);
        if (error.RetryAfterHeader(stamp.Time) is { } wait)
        {
            headers["retry-after"] = wait;
        }
        var inner = new JsonObject { ["type"] = Type(error), ["message"] = Message(error) };
        if (error.Kind == ErrorKind.Quota)
        {
            inner["details"] = new JsonObject { ["error_code"] = "enforced_spend_limit_reached" };
        }
        return SimulatedResponse.Json(error.Status, new JsonObject { ["type"] = "error", ["error"] = inner, ["request_id"] = headers["request-id"] }) with
        {
            Headers = headers,
        };
    }

    public static Dictionary<string, string> RequestId(AnswerStamp stamp) =>
        new() { ["request-id"] = string.Create(CultureInfo.InvariantCulture, $"req_sim{stamp.Number:D8}") };

    private static string Message(SimulatedError error) => error.Kind switch
    {
        ErrorKind.Auth => "invalid x-api-key",
        ErrorKind.Context => "prompt is too long: 200001 tokens > 200000 maximum",
        _ => error.Message,
    };

    private static string Type(SimulatedError error) => error.Status switch
    {
        401 => "authentication_error",
        402 => "billing_error",
        403 => "permission_error",
        404 => "not_found_error",
        409 => "conflict_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        504 => "timeout_error",
        529 => "overloaded_error",
        < 500 => "invalid_request_error",
        _ => "api_error",
    };
}
