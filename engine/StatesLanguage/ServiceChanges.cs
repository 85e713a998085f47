namespace AiProxy.StatesLanguage;

/// <summary>
/// When Step Functions changed what an execution shows, as recordings from before and after tell. An engine does as the service does today
/// unless it is asked to do as it did on a day before.
/// </summary>
internal static class ServiceChanges
{
    /// <summary>Since then the context object has <c>Execution.RedriveCount</c>.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html"/>
    public static readonly DateTime RedriveCount = new(2023, 11, 15);

    /// <summary>Since then the exit of a distributed Map follows MapRunStarted; before, it followed MapRunSucceeded.</summary>
    public static readonly DateTime MapExit = new(2024, 11, 1);
}
