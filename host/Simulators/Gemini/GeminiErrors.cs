using System.Globalization;
using System.Text.Json.Nodes;

namespace AiProxy.Simulators.Gemini;

/// <summary>Google's errors (<c>google.rpc.Status</c>); waits are in the details, not in a header.</summary>
/// <remarks><see href="https://ai.google.dev/gemini-api/docs/troubleshooting"/></remarks>
internal static class GeminiErrors
{
    public static SimulatedResponse Shape(SimulatedError error, AnswerStamp stamp)
    {
        // A wrong key is a 400 here.
        int status = error.Kind == ErrorKind.Auth ? 400 : error.Status;
        JsonArray details = Details(error);
        var inner = new JsonObject { ["code"] = status, ["message"] = Message(error), ["status"] = StatusName(status) };
        if (details.Count > 0)
        {
            inner["details"] = details;
        }
        return SimulatedResponse.Json(status, new JsonObject { ["error"] = inner }) with
        {
            ContentType = "application/json; charset=UTF-8",
            Headers = error.RetryAsDate ? new Dictionary<string, string> { ["retry-after"] = error.RetryAfterHeader(stamp.Time)! } : [],
        };
    }

    private static JsonArray Details(SimulatedError error)
    {
        var details = new JsonArray();
        if (error.Kind == ErrorKind.Auth)
        {
            details.Add(new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
                ["reason"] = "API_KEY_INVALID",
                ["domain"] = "googleapis.com",
                ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" },
            });
        }
        if (error.Kind == ErrorKind.Quota)
        {
            details.Add(new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
                ["violations"] = new JsonArray(new JsonObject
                {
                    ["quotaMetric"] = "generativelanguage.googleapis.com/generate_content_free_tier_requests",
                    ["quotaId"] = "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
                    ["quotaValue"] = "250",
                }),
            });
        }
        if (error is { RetryAfter: { } wait, RetryAsDate: false })
        {
            details.Add(new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.RetryInfo",
                ["retryDelay"] = wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s",
            });
        }
        return details;
    }

    private static string Message(SimulatedError error) => error.Kind switch
    {
        ErrorKind.Auth => "API key not valid. Please pass a valid API key.",
        ErrorKind.Context => "The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).",
        _ => error.Message,
    };

    private static string StatusName(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        409 => "ABORTED",
        429 => "RESOURCE_EXHAUSTED",
        499 => "CANCELLED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        < 500 => "FAILED_PRECONDITION",
        _ => "INTERNAL",
    };
}
