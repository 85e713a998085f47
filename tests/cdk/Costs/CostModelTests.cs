using AiProxy.Cdk.Costs;
using AiProxy.Cdk.Tests.Observability;

namespace AiProxy.Cdk.Tests.Costs;

public sealed class CostModelTests(StackFixture stack)
{
    [Fact]
    public void StepFunctions_OfFiveSecondsAtTheLeastMemory_IsAwssOwnExample() =>
        // Five seconds at 64 MB are 0.3125 GB-s: 5.2 dollars a million, and one for the requests.
        Assert.Equal(6.2m, Math.Round(Line(new Usage { Requests = 1_000_000, SlowestSeconds = 4.85m }, "Step Functions"), 1));

    [Fact]
    public void Waiting_OfHalfAMinuteAtAQuarterOfAGigabyte_IsAHundredDollarsAMillion()
    {
        var usage = new Usage { Requests = 1_000_000, ProviderSeconds = 30, CallProviderMemoryMb = 256, ColdShare = 0 };

        Assert.InRange(Line(usage, "CallProvider, waiting"), 99, 101);
        Assert.Equal(3 * Line(usage, "CallProvider, waiting"), Line(usage with { Targets = 3 }, "CallProvider, waiting"));
    }

    [Fact]
    public void Lean_LeavesOutTheWaitAndItsLines()
    {
        var usage = new Usage { Requests = 1_000_000 };
        decimal saved = CostModel.Total(usage) - CostModel.Total(usage with { Lean = true });

        Assert.True(saved >= Line(usage, "Gateway, waiting"));
        Assert.Equal(0, Line(usage with { Lean = true }, "Gateway, waiting"));
    }

    [Fact]
    public void Express_AboveItsTiers_IsCheaperByTheExecution()
    {
        decimal one = Line(new Usage { Requests = 1_000_000 }, "Step Functions");
        decimal hundred = Line(new Usage { Requests = 100_000_000 }, "Step Functions");

        Assert.True(hundred < 100 * one);
        Assert.True(hundred > 100 * Prices.ExpressPerMillion);
    }

    // The bytes are those of the recorded lines, of a request with one target.
    [Fact]
    public void Logs_OfOneRequest_AreAsLongAsTheLinesThatAreWritten()
    {
        var usage = new Usage { Requests = 1 };
        string id = SampleLines.All.Single(line => line.TryGetProperty("event", out var name) && name.GetString() == "request_answered" && line.GetProperty("route").GetString() == "one")
            .GetProperty("correlation_id").GetString()!;
        int bytes = SampleLines.All.Where(line => line.GetProperty("correlation_id").GetString() == id).Sum(line => line.GetRawText().Length + 1);

        Assert.InRange(usage.LogBytes + usage.LogBytesPerTarget, bytes * 0.95, bytes * 1.05);
    }

    [Fact]
    public void Alarms_OfTheStack_AreCountedAsTheyAreBilled()
    {
        // An alarm costs by the metrics that it looks at; one of the usual looks at three.
        int metrics = stack.Resources("AWS::CloudWatch::Alarm").Values.Select(alarm => alarm.GetProperty("Properties")).Sum(alarm =>
            !alarm.TryGetProperty("Metrics", out var list) ? 1
            : alarm.TryGetProperty("ThresholdMetricId", out _) ? 3
            : list.EnumerateArray().Count(metric => metric.TryGetProperty("MetricStat", out _)));

        Assert.Equal(CostModel.AlarmMetrics, metrics);
    }

    private static decimal Line(Usage usage, string what) => CostModel.Monthly(usage).Single(line => line.What == what).Usd;
}
