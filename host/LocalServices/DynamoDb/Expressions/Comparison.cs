using System.Text;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>DynamoDB's order, which only two numbers, two texts or two binaries have.</summary>
internal static class Comparison
{
    /// <returns>Below 0, 0 or above 0; null where the two have no order.</returns>
    public static int? Of(AttributeValue? left, AttributeValue? right) => (left, right) switch
    {
        (AttributeValue.Number a, AttributeValue.Number b) => a.Value.CompareTo(b.Value),
        // By UTF-8 bytes, which is not the order of UTF-16.
        (AttributeValue.Text a, AttributeValue.Text b) => Encoding.UTF8.GetBytes(a.Value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Value)),
        (AttributeValue.Binary a, AttributeValue.Binary b) => a.Value.AsSpan().SequenceCompareTo(b.Value.AsSpan()),
        _ => null,
    };
}
