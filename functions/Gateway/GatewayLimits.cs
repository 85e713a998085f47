namespace AiProxy.Gateway;

/// <summary>What the front door takes in at most.</summary>
public static class GatewayLimits
{
    /// <summary>Longest <c>Idempotency-Key</c> and <c>X-Client-Request-Id</c>, characters.</summary>
    public const int MaxHeaderValueLength = 255;
}
