using System.Globalization;
using System.Text.Json.Nodes;

namespace AiProxy.Simulators.OpenAi;

/// <summary>OpenAI's errors.</summary>
/// <remarks><see href="https://platform.openai.com/docs/guides/error-codes"/></remarks>
internal static class OpenAiErrors
{
    public static SimulatedResponse Shape(SimulatedError error, AnswerStamp stamp)
    {
        (string type, string? code) = Label(error);
        var headers = new Dictionary<string, string>(RequestId(stamp));
        if (error.RetryAfterHeader(stamp.Time) is { } hint)
        {
            headers["retry-after"] = hint;
        }
        if (error is { RetryAfter: { } wait, RetryAsDate: false })
        {
            headers["retry-after-ms"] = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }
        return SimulatedResponse.Json(error.Status, new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = error.Message, ["type"] = type, ["param"] = error.Param, ["code"] = code },
        }) with
        {
            Headers = headers,
        };
    }

    public static Dictionary<string, string> RequestId(AnswerStamp stamp) =>
        new() { ["x-request-id"] = string.Create(CultureInfo.InvariantCulture, $"req_sim{stamp.Number:D8}") };

    private static (string Type, string? Code) Label(SimulatedError error) => error.Kind switch
    {
        ErrorKind.Invalid => ("invalid_request_error", error.Code),
        ErrorKind.Auth => ("invalid_request_error", "invalid_api_key"),
        ErrorKind.Quota => ("insufficient_quota", "insufficient_quota"),
        ErrorKind.Context => ("invalid_request_error", "context_length_exceeded"),
        _ => error.Status switch
        {
            401 => ("invalid_request_error", "invalid_api_key"),
            404 => ("invalid_request_error", "model_not_found"),
            429 => ("requests", "rate_limit_exceeded"),
            503 => ("server_error", "server_is_overloaded"),
            < 500 => ("invalid_request_error", null),
            _ => ("server_error", null),
        },
    };
}
