namespace Amazon.StepFunctions.Model;

/// <summary>What an Express execution is billed for.</summary>
public class BillingDetails
{
    /// <summary>Memory, in MB.</summary>
    public long? BilledMemoryUsedInMB { get; set; }

    /// <summary>Duration, in milliseconds.</summary>
    public long? BilledDurationInMilliseconds { get; set; }
}
