namespace AiProxy.Gateway;

/// <summary>What the front door takes in at most.</summary>
public static class GatewayLimits
{
    /// <summary>Longest <c>Idempotency-Key</c> and <c>X-Client-Request-Id</c>, characters.</summary>
    public const int MaxHeaderValueLength = 255;

    /// <summary>What of a shell's time is kept for sending the answer and giving up an Idempotency-Key: one second.</summary>
    public static readonly TimeSpan ShellReserve = TimeSpan.FromSeconds(1);
}
