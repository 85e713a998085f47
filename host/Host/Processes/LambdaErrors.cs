using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiProxy.Host.Processes;

/// <summary>What Lambda itself says of an invocation, as Step Functions sees it: the error's name, and JSON with its type and message as the cause.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html"/></remarks>
internal static class LambdaErrors
{
    /// <summary>Lambda's limit for an event or an answer, bytes: 6 MB and what its own envelope takes.</summary>
    /// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"/></remarks>
    public const int MaxPayloadBytes = 6_291_556;

    public const string TooManyRequests = "Lambda.TooManyRequestsException";

    public static readonly string ResponseTooLargeMessage =
        string.Create(CultureInfo.InvariantCulture, $"Response payload size exceeded maximum allowed payload size ({MaxPayloadBytes} bytes).");

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The process ended before it answered.</summary>
    public static InvocationOutcome.Failed Exited(string requestId, string reason) => Failed("Runtime.ExitError", $"RequestId: {requestId} Error: {reason}");

    /// <summary>The process did not answer in time, and was ended.</summary>
    public static InvocationOutcome.Failed TimedOut(string requestId, TimeSpan limit) => Failed(
        "Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {limit.TotalSeconds:0.00} seconds"));

    public static InvocationOutcome.Failed ResponseTooLarge() => Failed("Function.ResponseSizeTooLarge", ResponseTooLargeMessage);

    /// <summary>No process is free and no more may be started.</summary>
    public static InvocationOutcome.Failed Throttled() => new(TooManyRequests, "Rate Exceeded. (Service: Lambda, Status Code: 429)"u8.ToArray());

    public static InvocationOutcome.Failed RequestTooLarge(int bytes) => new(
        "Lambda.RequestTooLargeException",
        System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes} byte payload is too large for the RequestResponse invocation type (limit {MaxPayloadBytes} bytes)")));

    /// <summary>The error's type that a runtime's error body names; null where it names none.</summary>
    public static string? TypeIn(ReadOnlySpan<byte> body)
    {
        try
        {
            JsonElement error = JsonElement.Parse(body);
            return error.ValueKind == JsonValueKind.Object && error.TryGetProperty("errorType", out JsonElement type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static byte[] Json(string type, string message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", type);
            writer.WriteString("errorMessage", message);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static InvocationOutcome.Failed Failed(string type, string message) => new(type, Json(type, message));
}
