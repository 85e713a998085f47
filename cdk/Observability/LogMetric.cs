namespace AiProxy.Cdk.Observability;

/// <summary>
/// A metric that CloudWatch reads out of a function's JSON lines as they arrive. The lines hold no prompt, answer or key, and so neither can a metric.
/// </summary>
/// <param name="Name">The metric's name in the stack's namespace.</param>
/// <param name="Functions">Whose lines are looked at; each has a log group of its own.</param>
/// <param name="Pattern">
/// Which lines count, in the syntax of metric filters:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html.
/// </param>
/// <param name="Value">What a line adds: <c>1</c>, or the key of a number, as in <c>$.latency_ms</c>.</param>
internal sealed record LogMetric(string Name, IReadOnlyList<string> Functions, string Pattern, string Value = "1")
{
    /// <summary>
    /// Dimensions, name to key of the line; three at most. Each combination of values is a metric with its own price, so only keys whose values the
    /// routes or the code bound; CloudWatch switches a filter off at 1,000 combinations an hour.
    /// </summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>CloudWatch's name of the unit.</summary>
    public string Unit { get; init; } = "Count";

    /// <summary>Whether minutes with lines of which none matches count as 0, so that a share can be computed. Not possible with dimensions.</summary>
    public bool ZeroWithoutMatch => Dimensions.Count == 0 && Value == "1";
}
