using System.Globalization;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Gemini;

/// <summary>Classifies Google's errors (<c>google.rpc.Status</c>).</summary>
/// <remarks><see href="https://ai.google.dev/gemini-api/docs/troubleshooting"/></remarks>
internal static class GeminiErrorReader
{
    public static ProviderException Read(ErrorResponse response)
    {
        ErrorBody body = ErrorBody.Read(response.Body);
        return Failure.Of(response, body, Classify(response.Status, body));
    }

    public static ProviderException ReadUnderSuccess(ReadOnlyMemory<byte> json, string model)
    {
        ErrorBody body = ErrorBody.Read(json);
        int status = int.TryParse(body.Code, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code is >= 400 and < 600 ? code : 500;
        return Failure.UnderSuccess(model, body, Classify(status, body));
    }

    private static FailureKind Classify(int status, ErrorBody body) => status switch
    {
        400 when IsKeyOrRegion(body) => FailureKind.Authentication,
        400 when ContextLength.IsSaidBy(body) || body.Says("token count") => FailureKind.ContextLength,
        429 when IsUsedUp(body) => FailureKind.Quota,
        _ => StatusKind.Of(status),
    };

    // A wrong key is a 400 here, and so is a country where the API is not offered: FAILED_PRECONDITION.
    private static bool IsKeyOrRegion(ErrorBody body) =>
        body.Is("FAILED_PRECONDITION")
        || body.Says("API key not valid") || body.Says("API key expired")
        || body.Error.Member("details").Items().Any(detail => detail.Text("reason") is "API_KEY_INVALID" or "API_KEY_SERVICE_BLOCKED");

    // Every 429 of Gemini's speaks of quota and billing; only the violated quota tells a minute's limit from a day's, and from having none.
    private static bool IsUsedUp(ErrorBody body) =>
        body.Says("credits are depleted")
        || body.Error.Member("details").Items()
            .SelectMany(detail => detail.Member("violations").Items())
            .Any(violation => violation.Text("quotaId")?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) == true || violation.Text("quotaValue") == "0");
}
