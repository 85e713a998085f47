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
}
