using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>What a response includes.</summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "The SDK's names for the service's values.")]
public class IncludedData : ConstantClass
{
    /// <summary>Input and output too.</summary>
    public static readonly IncludedData ALL_DATA = new("ALL_DATA");

    /// <summary>All but input and output.</summary>
    public static readonly IncludedData METADATA_ONLY = new("METADATA_ONLY");

    /// <summary>A value that may be newer than this library.</summary>
    public IncludedData(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static IncludedData FindValue(string value) => FindValue<IncludedData>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator IncludedData(string value) => FindValue(value);
}
