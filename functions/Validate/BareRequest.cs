using System.Globalization;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Callers;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate;

/// <summary>
/// A request that API Gateway brought to the workflow by itself (the lean front door): what the Gateway does else, before the workflow, is done here.
/// </summary>
internal static class BareRequest
{
    /// <summary>The largest body that the lean front door sends on, characters: state data holds 256 KiB, and the body is escaped in it.</summary>
    public const int MaxLength = 204_800;

    /// <summary>Longest <c>Idempotency-Key</c>, characters: as the Gateway has it.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>Parses the body and looks whether the caller may ask for what it names, as the Gateway would.</summary>
    /// <returns>Null when it may go on, else what to answer.</returns>
    public static OpenAiError? Read(WorkflowInput input, out JsonElement request)
    {
        request = default;
        if (input.Body is not { } body)
        {
            return TooLarge(input.BodyLength);
        }
        if (input.IdempotencyKey is { Length: > MaxKeyLength })
        {
            return OpenAiError.InvalidRequest("invalid_idempotency_key", null, $"The Idempotency-Key header must have 1 to {MaxKeyLength} characters; it has more.");
        }
        if (RequestBody.TryParse(Encoding.UTF8.GetBytes(body), out request) is { } unreadable)
        {
            return unreadable;
        }
        if (request.TryGetProperty("stream", out JsonElement stream) && stream.ValueKind == JsonValueKind.True)
        {
            return OpenAiError.InvalidRequest(
                "streaming_not_available", "/stream", "This deployment has the lean front door, which cannot stream: leave out \"stream\" or set it to false.");
        }
        // A model that is missing or no string is refused by the rules of the body, with better words.
        return request.TryGetProperty("model", out JsonElement model) && model.ValueKind == JsonValueKind.String
            ? CallerScope.Parse(input.AllowedRoutes).Refuse(model.GetString()!)
            : null;
    }

    /// <summary>The refusal as the log tells it.</summary>
    public static Complaint Complain(OpenAiError refusal) => new(refusal.Code, refusal.Param ?? "", refusal.Message.TrimEnd('.')) { Status = refusal.Status };

    private static OpenAiError TooLarge(int? length) => new()
    {
        Status = 413,
        Type = "invalid_request_error",
        Code = "request_too_large",
        Message = $"The body has {length?.ToString(CultureInfo.InvariantCulture) ?? "too many"} characters; this deployment has the lean front door, which takes {MaxLength} (200 KiB), fewer where many need escaping.",
        ShouldRetry = false,
    };
}
