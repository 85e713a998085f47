using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Answers;

/// <summary>The state machine's output: the HTTP response, for refusals and failures too.</summary>
public sealed record HttpAnswer
{
    /// <summary>The HTTP status, 200 to 599.</summary>
    [JsonPropertyName("statusCode")]
    public required int StatusCode { get; init; }

    /// <summary>Headers to set, names in lower case.</summary>
    [JsonPropertyName("headers")]
    public ImmutableSortedDictionary<string, string> Headers { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The body as JSON text; null when <see cref="BodyRef"/> is set.</summary>
    [JsonPropertyName("body")]
    public string? Body { get; init; }

    /// <summary>The body's reference in the payload store, where it is too large for state data.</summary>
    [JsonPropertyName("bodyRef")]
    public string? BodyRef { get; init; }
}
