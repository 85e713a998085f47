using AiProxy.Contracts.Errors;
using AiProxy.Gateway.Callers;

namespace AiProxy.Gateway.Http;

/// <summary>An HTTP request as a shell took it in.</summary>
internal sealed record FrontDoorRequest
{
    /// <summary>The method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The path without stage, base path and query.</summary>
    public required string Path { get; init; }

    /// <summary>The value of a header by its name in any case, several joined by commas; null where it was not sent.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>The body's bytes, or why they cannot be had.</summary>
    public required Func<(ReadOnlyMemory<byte> Bytes, OpenAiError? Refusal)> Body { get; init; }

    /// <summary>Who is asking; null: nobody has vouched for it.</summary>
    public required Caller? Caller { get; init; }

    /// <summary>How long the shell can wait for the answer; null: as long as it takes.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
