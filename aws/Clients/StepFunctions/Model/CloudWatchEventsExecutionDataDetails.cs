namespace Amazon.StepFunctions.Model;

/// <summary>About an execution's input or output.</summary>
public class CloudWatchEventsExecutionDataDetails
{
    /// <summary>Whether it is in the response.</summary>
    public bool? Included { get; set; }
}
