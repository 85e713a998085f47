namespace AiProxy.Cdk.Costs;

/// <summary>One line of a month's bill.</summary>
internal sealed record CostLine(string What, decimal Usd);

/// <summary>What AWS bills for a month of requests. Providers bill on their own, and far more.</summary>
internal static class CostModel
{
    private const decimal Million = 1_000_000m;
    private const decimal KbPerGb = 1024m * 1024m;
    private const decimal MinutesPerMonth = 43_200m;

    // What the stack has whoever asks: its metrics by providers, classes, routes and functions, the metrics its alarms look at, the dashboard, two keys
    // at most of which the alarms' is always there. A test counts the alarms.
    private const int Metrics = 45;
    internal const int AlarmMetrics = 34;

    /// <summary>The lines of the bill, each at least 0.</summary>
    public static IReadOnlyList<CostLine> Monthly(Usage usage)
    {
        decimal millions = usage.Requests / Million;
        decimal execution = usage.SlowestSeconds + usage.WorkflowSeconds;
        decimal small = 3 * Lambda(usage, usage.Requests, usage.MemoryMb, usage.WarmSeconds);
        decimal calls = Lambda(usage, usage.Requests * usage.Targets, usage.CallProviderMemoryMb, usage.ProviderSeconds + usage.WarmSeconds);
        decimal gateway = usage.Lean ? 0 : Lambda(usage, usage.Requests, usage.GatewayMemoryMb, execution + usage.WarmSeconds);
        decimal authorizer = Lambda(usage, Math.Min(usage.Requests, usage.Callers * MinutesPerMonth), 512, usage.WarmSeconds);
        int invocations = 3 + usage.Targets + (usage.Lean ? 0 : 1);
        decimal logKb = (usage.LogBytes + (usage.LogBytesPerTarget * usage.Targets) + (usage.PlatformLogBytes * (invocations + 1))) / 1024m;
        return
        [
            new("API Gateway", Tiered(millions)),
            new("Gateway, waiting", gateway),
            new("Step Functions", (millions * Prices.ExpressPerMillion) + Express(usage.Requests * Memory(usage) * RoundedUp(execution) / 3600m)),
            new("CallProvider, waiting", calls),
            new("Validate, Transform, Merge, Authorize", small + authorizer),
            new("DynamoDB", millions * usage.Targets * (1 + Math.Ceiling(usage.StoredAnswerKb)) * Prices.DynamoWritesPerMillion
                // A record lives for a day.
                + (usage.Requests / 30m * usage.Targets * (usage.StoredAnswerKb + 1) / KbPerGb * Prices.DynamoPerGbMonth)),
            // Written by the front door, read by Validate, Transform and each call.
            new("S3", usage.Requests * usage.LargeShare / 1000m * (Prices.S3WritesPerThousand + ((2 + usage.Targets) * Prices.S3ReadsPerThousand))),
            new("Logs, taken in", usage.Requests * logKb / KbPerGb * Prices.LogsPerGb),
            new("X-Ray", millions * usage.TracedShare * Prices.TracesPerMillion),
            new("Data out", usage.Requests * usage.EgressKb * (1 + usage.Targets) / KbPerGb * Prices.EgressPerGb),
            new("Metrics, alarms, dashboard, secrets, key", (Metrics * Prices.MetricPerMonth) + (AlarmMetrics * Prices.AlarmMetricPerMonth) + Prices.DashboardPerMonth
                + (usage.Providers * Prices.SecretPerMonth) + Prices.KeyPerMonth),
        ];
    }

    /// <summary>The sum.</summary>
    public static decimal Total(Usage usage) => Monthly(usage).Sum(line => line.Usd);

    private static decimal Lambda(Usage usage, decimal invocations, int memoryMb, decimal seconds) =>
        (invocations / Million * Prices.LambdaPerMillion)
        + (invocations * (seconds + (usage.ColdShare * usage.ColdSeconds)) * memoryMb / 1024m * Prices.LambdaPerGbSecond);

    private static decimal Tiered(decimal millions) =>
        (Math.Min(millions, Prices.ApiFirstTierMillions) * Prices.ApiPerMillion)
        + (Math.Max(0, millions - Prices.ApiFirstTierMillions) * Prices.ApiPerMillionLater);

    // Billed in steps of 64 MB: 50 MB at the least, and a Map's iterations on top.
    private static decimal Memory(Usage usage) => (usage.Targets == 1 ? 64m : 128m) / 1024m;

    // Billed in steps of 100 ms.
    private static decimal RoundedUp(decimal seconds) => Math.Ceiling(seconds * 10) / 10;

    private static decimal Express(decimal gbHours)
    {
        decimal usd = 0;
        foreach ((decimal most, decimal price) in Prices.ExpressTiers)
        {
            decimal part = Math.Min(gbHours, most);
            usd += part * price;
            gbHours -= part;
        }
        return usd;
    }
}
