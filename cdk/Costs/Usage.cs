namespace AiProxy.Cdk.Costs;

/// <summary>What a month's requests are taken to be like. Everything that is a guess about somebody's traffic is here.</summary>
internal sealed record Usage
{
    /// <summary>Requests in the month.</summary>
    public required long Requests { get; init; }

    /// <summary>Targets that a request asks.</summary>
    public int Targets { get; init; } = 1;

    /// <summary>Seconds that a provider takes on average; a model that writes a few hundred tokens.</summary>
    public decimal ProviderSeconds { get; init; } = 5m;

    /// <summary>Seconds that the slowest of a request's targets takes, which is what the caller and Gateway wait for.</summary>
    public decimal SlowestSeconds { get; init; } = 5m;

    /// <summary>Whether API Gateway starts the workflow itself, and nobody pays for Gateway's wait.</summary>
    public bool Lean { get; init; }

    /// <summary>MB of CallProvider; the default of <c>callProviderMemoryMb</c>.</summary>
    public int CallProviderMemoryMb { get; init; } = 512;

    /// <summary>MB of Gateway; the default of <c>gatewayMemoryMb</c>.</summary>
    public int GatewayMemoryMb { get; init; } = 512;

    /// <summary>MB of Validate, Transform and Merge; the default of <c>memoryMb</c>.</summary>
    public int MemoryMb { get; init; } = 1024;

    /// <summary>
    /// Seconds that Validate, Transform and Merge, and the work of CallProvider and Gateway around their waits, are billed for: the warm median of .NET
    /// functions compiled ahead, on arm64 at 1,024 MB, in AWS's own samples (serverless-dotnet-demo, April 2025: 6.6 ms).
    /// </summary>
    public decimal WarmSeconds { get; init; } = 0.007m;

    /// <summary>Share of invocations that start an environment, and what they are billed for besides (same samples: 1.06 s managed, 0.33 s native).</summary>
    public decimal ColdShare { get; init; } = 0.005m;

    /// <inheritdoc cref="ColdShare"/>
    public decimal ColdSeconds { get; init; } = 1.06m;

    /// <summary>Seconds that an execution takes besides its slowest provider: AWS says no number; tens of milliseconds for each of four tasks.</summary>
    public decimal WorkflowSeconds { get; init; } = 0.15m;

    /// <summary>KB of an answer as it is stored for a day under its call's key.</summary>
    public decimal StoredAnswerKb { get; init; } = 3m;

    /// <summary>Share of requests that are too large for state data and go through S3.</summary>
    public decimal LargeShare { get; init; } = 0.02m;

    /// <summary>Bytes of the functions' lines for a request: those that are the same however many targets it has, and those for each target.</summary>
    public int LogBytes { get; init; } = 2_300;

    /// <inheritdoc cref="LogBytes"/>
    public int LogBytesPerTarget { get; init; } = 1_470;

    /// <summary>Bytes of Lambda's own START, END and REPORT lines for an invocation, and of a line of the access log.</summary>
    public int PlatformLogBytes { get; init; } = 450;

    /// <summary>Share of requests that X-Ray traces; its default rule takes one a second and 5 %.</summary>
    public decimal TracedShare { get; init; } = 0.05m;

    /// <summary>KB that leave AWS for a request's answer, and for each call to a provider.</summary>
    public decimal EgressKb { get; init; } = 4m;

    /// <summary>Providers with a secret.</summary>
    public int Providers { get; init; } = 3;

    /// <summary>Callers with a key each; the authorizer looks a key up once a minute at most.</summary>
    public int Callers { get; init; } = 10;
}
