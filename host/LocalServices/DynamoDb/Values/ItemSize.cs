using System.Collections.Immutable;
using System.Text;

namespace AiProxy.LocalServices.DynamoDb.Values;

/// <summary>What an item takes: DynamoDB refuses more than 400 KB.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html"/></remarks>
internal static class ItemSize
{
    private const int MaxBytes = 400 * 1024;

    /// <exception cref="ServiceException">The item is too large.</exception>
    public static void Check(ImmutableDictionary<string, AttributeValue> item)
    {
        if (Of(item) > MaxBytes)
        {
            throw Errors.Validation("Item size has exceeded the maximum allowed size");
        }
    }

    private static int Of(ImmutableDictionary<string, AttributeValue> members) =>
        members.Sum(member => Encoding.UTF8.GetByteCount(member.Key) + Of(member.Value));

    private static int Of(AttributeValue value) => value switch
    {
        AttributeValue.Text text => Encoding.UTF8.GetByteCount(text.Value),
        // Two digits a byte and one more.
        AttributeValue.Number number => ((number.Value.ToString().Length + 1) / 2) + 1,
        AttributeValue.Binary binary => binary.Value.Length,
        AttributeValue.Map map => 3 + map.Members.Count + Of(map.Members),
        AttributeValue.List list => 3 + list.Items.Length + list.Items.Sum(Of),
        AttributeValue.Set set => set.Members.Sum(Of),
        _ => 1,
    };
}
