using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>How the execution ended. An execution that failed is an answer too: see <see cref="Status"/>.</summary>
public class StartSyncExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The execution's ARN.</summary>
    public string? ExecutionArn { get; set; }

    /// <summary>The state machine's ARN.</summary>
    public string? StateMachineArn { get; set; }

    /// <summary>The execution's name.</summary>
    public string? Name { get; set; }

    /// <summary>When it started, UTC.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? StopDate { get; set; }

    /// <summary>How it ended.</summary>
    public SyncExecutionStatus? Status { get; set; }

    /// <summary>The error's name, if it failed.</summary>
    public string? Error { get; set; }

    /// <summary>What the error says, if it failed; 32,768 characters at most.</summary>
    public string? Cause { get; set; }

    /// <summary>Its input.</summary>
    public string? Input { get; set; }

    /// <summary>Whether <see cref="Input"/> is here.</summary>
    public CloudWatchEventsExecutionDataDetails? InputDetails { get; set; }

    /// <summary>Its output, JSON text, if it succeeded.</summary>
    public string? Output { get; set; }

    /// <summary>Whether <see cref="Output"/> is here.</summary>
    public CloudWatchEventsExecutionDataDetails? OutputDetails { get; set; }

    /// <summary>The X-Ray trace header.</summary>
    public string? TraceHeader { get; set; }

    /// <summary>What is billed.</summary>
    public BillingDetails? BillingDetails { get; set; }

    internal static StartSyncExecutionResponse Read(JsonElement json) => new()
    {
        ExecutionArn = json.Text("executionArn"),
        StateMachineArn = json.Text("stateMachineArn"),
        Name = json.Text("name"),
        StartDate = json.Time("startDate"),
        StopDate = json.Time("stopDate"),
        Status = json.Text("status") is { } status ? SyncExecutionStatus.FindValue(status) : null,
        Error = json.Text("error"),
        Cause = json.Text("cause"),
        Input = json.Text("input"),
        InputDetails = Details(json.Member("inputDetails")),
        Output = json.Text("output"),
        OutputDetails = Details(json.Member("outputDetails")),
        TraceHeader = json.Text("traceHeader"),
        BillingDetails = json.Member("billingDetails") is { } billing
            ? new BillingDetails
            {
                BilledMemoryUsedInMB = billing.Number("billedMemoryUsedInMB"),
                BilledDurationInMilliseconds = billing.Number("billedDurationInMilliseconds"),
            }
            : null,
    };

    private static CloudWatchEventsExecutionDataDetails? Details(JsonElement? json) =>
        json is { } details ? new CloudWatchEventsExecutionDataDetails { Included = details.Flag("included") } : null;
}
