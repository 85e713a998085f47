using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Payloads;

/// <summary>JSON that travels between states: inline, or a reference into the payload store where it would not fit 256 KiB of state data.</summary>
/// <remarks>Exactly one of the two is set. References are minted on the server only: a client never names one.
/// <see href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"/></remarks>
public sealed record Payload
{
    /// <summary>The JSON itself.</summary>
    [JsonPropertyName("inline")]
    public JsonElement? Inline { get; init; }

    /// <summary>The payload store's reference, see <see cref="IPayloadStore"/>.</summary>
    [JsonPropertyName("ref")]
    public string? Ref { get; init; }

    /// <summary>No payload: neither of the two.</summary>
    public static Payload None { get; } = new();

    /// <summary>Whether there is none.</summary>
    [JsonIgnore]
    public bool IsNone => Inline is null && Ref is null;

    /// <summary>Wraps JSON that travels as it is.</summary>
    public static Payload Of(JsonElement inline) => new() { Inline = inline };
}
