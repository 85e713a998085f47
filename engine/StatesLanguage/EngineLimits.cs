namespace AiProxy.StatesLanguage;

/// <summary>The limits of Step Functions, which executions keep. Changing them makes the engine differ from the service.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"/>
public sealed record EngineLimits
{
    /// <summary>The largest input, output, task result, variable or set of assigned variables, in bytes of JSON. Default 262,144.</summary>
    public int MaxPayloadBytes { get; init; } = 256 * 1024;

    /// <summary>All variables an inner scope sees together, in bytes of JSON. Default 10 MiB.</summary>
    public long MaxVariableBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How long an Express execution may take. Default 5 minutes.</summary>
    public TimeSpan ExpressTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many events a Standard execution may have. Default 25,000.</summary>
    public int MaxStandardEvents { get; init; } = 25_000;

    /// <summary>How many iterations of an inline Map run at once when it does not say less. Default 40.</summary>
    public int MaxMapConcurrency { get; init; } = 40;

    /// <summary>How many child executions of a distributed Map run at once when it does not say less. Default 10,000.</summary>
    public int MaxDistributedConcurrency { get; init; } = 10_000;

    /// <summary>How many items a distributed Map reads at most. Default 100,000,000.</summary>
    public int MaxItems { get; init; } = 100_000_000;
}
