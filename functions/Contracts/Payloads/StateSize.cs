namespace AiProxy.Contracts.Payloads;

/// <summary>How the 256 KiB that Step Functions allows a state's input or output is shared out.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"/></remarks>
public static class StateSize
{
    /// <summary>The service's limit, bytes of UTF-8.</summary>
    public const int Limit = 262_144;

    /// <summary>What all prompts, or all answers, in one state may take together, bytes; the rest is for the plan and its bookkeeping.</summary>
    public const int Shared = 180_000;

    /// <summary>Most targets, fallbacks included, that a route may have.</summary>
    public const int MaxTargets = 8;

    /// <summary>What one of <paramref name="parts"/> equal parts may take inline, bytes.</summary>
    public static int PerPart(int parts) => Shared / Math.Max(1, parts);
}
