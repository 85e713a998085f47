namespace AiProxy.LocalServices.DynamoDb.Values;

/// <summary>DynamoDB's equality: by content, sets without an order.</summary>
internal sealed class SameValue : IEqualityComparer<AttributeValue>
{
    public static readonly SameValue Instance = new();

    public bool Equals(AttributeValue? x, AttributeValue? y) => (x, y) switch
    {
        (AttributeValue.Text a, AttributeValue.Text b) => a.Value == b.Value,
        (AttributeValue.Number a, AttributeValue.Number b) => a.Value.Equals(b.Value),
        (AttributeValue.Binary a, AttributeValue.Binary b) => a.Value.AsSpan().SequenceEqual(b.Value.AsSpan()),
        (AttributeValue.Bool a, AttributeValue.Bool b) => a.Value == b.Value,
        (AttributeValue.Null, AttributeValue.Null) => true,
        (AttributeValue.List a, AttributeValue.List b) => a.Items.SequenceEqual(b.Items, this),
        (AttributeValue.Set a, AttributeValue.Set b) =>
            a.Type == b.Type && a.Members.Length == b.Members.Length && a.Members.All(member => b.Members.Contains(member, this)),
        (AttributeValue.Map a, AttributeValue.Map b) =>
            a.Members.Count == b.Members.Count && a.Members.All(member => b.Members.TryGetValue(member.Key, out AttributeValue? other) && Equals(member.Value, other)),
        _ => false,
    };

    public int GetHashCode(AttributeValue obj) => obj switch
    {
        AttributeValue.Text text => text.Value.GetHashCode(StringComparison.Ordinal),
        AttributeValue.Number number => number.Value.GetHashCode(),
        AttributeValue.Binary binary => binary.Value.Length,
        _ => obj.Type.GetHashCode(StringComparison.Ordinal),
    };
}
