using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2;

/// <summary>What to answer with where a condition does not hold.</summary>
public class ReturnValuesOnConditionCheckFailure(string value) : ConstantClass(value)
{
    /// <summary>The item as it is.</summary>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "The SDK's.")]
    public static readonly ReturnValuesOnConditionCheckFailure ALL_OLD = new("ALL_OLD");

    /// <summary>Nothing; the default.</summary>
    public static readonly ReturnValuesOnConditionCheckFailure NONE = new("NONE");
}
