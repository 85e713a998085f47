namespace AiProxy.Cdk.Costs;

/// <summary>
/// AWS's list prices in US East (N. Virginia), US dollars, without any free tier, as known in November 2026. They differ by region and change: check
/// them before promising anything to anybody.
/// </summary>
internal static class Prices
{
    /// <summary>REST API, a million requests: the first 333 million of a month, then the next 667. https://aws.amazon.com/api-gateway/pricing/.</summary>
    public const decimal ApiPerMillion = 3.50m, ApiPerMillionLater = 2.80m, ApiFirstTierMillions = 333m;

    /// <summary>Lambda on arm64: a million requests, a GB-second of the first 7.5 billion of a month. https://aws.amazon.com/lambda/pricing/.</summary>
    public const decimal LambdaPerMillion = 0.20m, LambdaPerGbSecond = 0.0000133334m;

    /// <summary>
    /// Express: a million executions; a GB-second of the first 1,000 GB-hours of a month, of the next 4,000, and above.
    /// https://aws.amazon.com/step-functions/pricing/.
    /// </summary>
    public const decimal ExpressPerMillion = 1.00m;

    /// <inheritdoc cref="ExpressPerMillion"/>
    public static readonly (decimal GbHours, decimal PerGbHour)[] ExpressTiers = [(1000m, 0.0600m), (4000m, 0.0300m), (decimal.MaxValue, 0.01642m)];

    /// <summary>DynamoDB on demand: a million write units of 1 KB, a GB-month with point-in-time recovery. https://aws.amazon.com/dynamodb/pricing/on-demand/.</summary>
    public const decimal DynamoWritesPerMillion = 0.625m, DynamoReadsPerMillion = 0.125m, DynamoPerGbMonth = 0.45m;

    /// <summary>S3: a thousand writes, a thousand reads. https://aws.amazon.com/s3/pricing/.</summary>
    public const decimal S3WritesPerThousand = 0.005m, S3ReadsPerThousand = 0.0004m;

    /// <summary>CloudWatch: a GB of logs taken in, a metric, a metric that an alarm looks at, a dashboard. https://aws.amazon.com/cloudwatch/pricing/.</summary>
    public const decimal LogsPerGb = 0.50m, MetricPerMonth = 0.30m, AlarmMetricPerMonth = 0.10m, DashboardPerMonth = 3.00m;

    /// <summary>X-Ray: a million traces. https://aws.amazon.com/xray/pricing/.</summary>
    public const decimal TracesPerMillion = 5.00m;

    /// <summary>A secret and a KMS key, a month.</summary>
    public const decimal SecretPerMonth = 0.40m, KeyPerMonth = 1.00m;

    /// <summary>A GB sent to the internet.</summary>
    public const decimal EgressPerGb = 0.09m;
}
