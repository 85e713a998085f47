using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>How an Express execution ended.</summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "The SDK's names for the service's values.")]
public class SyncExecutionStatus : ConstantClass
{
    /// <summary>It failed.</summary>
    public static readonly SyncExecutionStatus FAILED = new("FAILED");

    /// <summary>It succeeded.</summary>
    public static readonly SyncExecutionStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>It took longer than it may.</summary>
    public static readonly SyncExecutionStatus TIMED_OUT = new("TIMED_OUT");

    /// <summary>A value that may be newer than this library.</summary>
    public SyncExecutionStatus(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static SyncExecutionStatus FindValue(string value) => FindValue<SyncExecutionStatus>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator SyncExecutionStatus(string value) => FindValue(value);
}
