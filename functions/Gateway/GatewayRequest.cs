using AiProxy.Contracts.Callers;


namespace AiProxy.Gateway;

/// <summary>A chat-completion request as the front door took it in.</summary>
public sealed record GatewayRequest
{
    /// <summary>The body's bytes, unparsed.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Who is asking.</summary>
    public required string Caller { get; init; }

    /// <summary>The <c>Idempotency-Key</c> header, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The <c>X-Client-Request-Id</c> header: the caller's own id, logged beside ours and never used as a key.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>What the caller may ask for. Default: everything.</summary>
    public CallerScope Scope { get; init; } = CallerScope.All;

    /// <summary>
    /// How long the shell can wait for the answer; null (default): as long as it takes. The workflow's deadline is made to fit, and where even
    /// that does not help, a 504 leaves in time.
    /// </summary>
    public TimeSpan? TimeLeft { get; init; }
}
