using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace AiProxy.Cdk.Observability;

/// <summary>
/// The alarms that say that this system is broken, rather than a provider or a caller. A deployment of the workflow or of routes that sets one of them
/// off is taken back, so they look at single minutes: a canary has few executions, and going back costs nothing. A provider's outage must not be among
/// them: the routes that avoid it would be taken back too.
/// </summary>
internal sealed class WorkflowAlarms
{
    private static readonly Duration Minute = Duration.Minutes(1);

    /// <param name="alarms">Makes them.</param>
    /// <param name="machineArn">The state machine's ARN.</param>
    /// <param name="functionNames">The names of the functions whose errors are faults: all of the workflow's but CallProvider, which throws providers' failures.</param>
    /// <param name="metrics">The metrics of the functions' lines.</param>
    public WorkflowAlarms(AlarmFactory alarms, string machineArn, IReadOnlyList<string> functionNames, LogMetricSource metrics) => All =
    [
        alarms.AtLeast(
            "executions-failed", "Executions failed, timed out or were aborted. The workflow catches all that it foresees, so this is a fault of it.",
            AlarmFactory.SumOf(
                "Executions", Minute,
                AwsMetrics.LostExecutions.Select(name => AwsMetrics.OfMachine(machineArn, name, "Sum", Minute))), 1),
        alarms.AtLeast(
            "function-faults", "Validate, Transform or Merge ended without an answer: an exception that nobody foresaw, a time-out, out of memory.",
            AlarmFactory.SumOf("Errors", Minute, functionNames.Select(name => AwsMetrics.OfFunction(name, "Errors", "Sum", Minute))), 1),
        alarms.AtLeast(
            "error-lines", "A function logged a line of level Error: a fault of this system, not of a provider or a caller.",
            metrics.Metric(LogMetrics.ErrorLines, "Sum", Minute), 1),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Alarm> All { get; }
}
