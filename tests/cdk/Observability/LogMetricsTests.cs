using System.Globalization;
using System.Text.Json;
using AiProxy.Cdk.Observability;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>The metrics, read out of real lines as CloudWatch would.</summary>
public sealed class LogMetricsTests
{
    public static TheoryData<string> Names => [.. LogMetrics.All.Select(metric => metric.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pattern_OfEachMetric_FindsLinesWithItsValueAndDimensions(string name)
    {
        LogMetric metric = Metric(name);

        JsonElement[] matched = [.. Matched(metric)];

        Assert.NotEmpty(matched);
        Assert.NotEqual(metric.Functions.SelectMany(SampleLines.Of).Count(), matched.Length);
        foreach (JsonElement line in matched)
        {
            if (metric.Value != "1")
                Assert.Equal(JsonValueKind.Number, FilterPattern.Select(metric.Value, line)!.Value.ValueKind);
            Assert.All(metric.Dimensions.Values, key => Assert.Equal(JsonValueKind.String, FilterPattern.Select(key, line)!.Value.ValueKind));
        }
    }

    [Fact]
    public void CostUsd_OfTheSamples_IsTheSumOfWhatCallsCostAndNothingTwice()
    {
        // Merge says each call's cost and their sum again, in its own log group.
        decimal expected = SampleLines.Of("CallProvider").Where(line => line.TryGetProperty("cost_usd", out _)).Sum(line => line.GetProperty("cost_usd").GetDecimal());

        Assert.True(expected > 0);
        Assert.Equal(expected, Sum(LogMetrics.CostUsd));
        Assert.Equal(expected, Sum(LogMetrics.ProviderCostUsd));
    }

    [Fact]
    public void Answers_WithAndWithoutACost_AreAllOfThem() =>
        Assert.Equal(Sum(LogMetrics.CallsAnswered), Sum(LogMetrics.CostUnknown) + Matched(LogMetrics.CostUsd).Count());

    [Fact]
    public void KeyRefusals_OfTheSamples_AreTheRefusedKeyAndTheUsedUpQuota() => Assert.Equal(
        ["AuthenticationFailedException", "QuotaExhaustedException"],
        Matched(LogMetrics.KeyRefusals).Select(line => line.GetProperty("error_name").GetString()).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void ErrorLines_OfTheSamples_AreOfFaultsAlone()
    {
        JsonElement[] lines = [.. Matched(LogMetrics.ErrorLines)];
        Assert.All(lines, line => Assert.Equal("Error", line.GetProperty("level").GetString()));
        // A provider's failure and a failed request are warnings: they must not take a deployment back.
        Assert.DoesNotContain(lines, line => line.TryGetProperty("outcome", out _) || line.TryGetProperty("event", out _));
    }

    [Fact]
    public void ColdStarts_OfTheSamples_CountEachFunctionOnce() => Assert.Equal(
        ["CallProvider", "Merge", "Transform", "Validate"],
        Matched(LogMetrics.ColdStarts).Select(line => line.GetProperty("function_name").GetString()).Order(StringComparer.Ordinal));

    [Fact]
    public void Dimensions_OfEachMetric_AreThreeAtMostAndNoIds()
    {
        string[] unbounded = ["$.correlation_id", "$.function_request_id", "$.caller", "$.message", "$.reason", "$.model"];
        Assert.All(LogMetrics.All, metric => Assert.InRange(metric.Dimensions.Count, 0, 3));
        Assert.Empty(LogMetrics.All.SelectMany(metric => metric.Dimensions.Values).Intersect(unbounded));
    }

    [Fact]
    public void Filters_OfOneLogGroup_AreWithinCloudWatchsHundred() =>
        Assert.All(LogMetrics.All.SelectMany(metric => metric.Functions).CountBy(function => function), count => Assert.InRange(count.Value, 1, 100));

    private static LogMetric Metric(string name) => LogMetrics.All.Single(metric => metric.Name == name);

    private static IEnumerable<JsonElement> Matched(LogMetric metric) =>
        metric.Functions.SelectMany(SampleLines.Of).Where(line => FilterPattern.Matches(metric.Pattern, line));

    private static decimal Sum(LogMetric metric) => Matched(metric)
        .Sum(line => metric.Value == "1" ? 1 : decimal.Parse(FilterPattern.Select(metric.Value, line)!.Value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
}
