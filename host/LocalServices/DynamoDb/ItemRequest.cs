using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.LocalServices.DynamoDb.Expressions;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb;

/// <summary>A request about one item: its table, key and expressions. A member that has no meaning here is refused, not ignored.</summary>
internal sealed class ItemRequest
{
    private const int MaxPartitionKeyBytes = 2048;
    private const int MaxSortKeyBytes = 1024;

    private static readonly string[] Always = ["TableName", "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValuesOnConditionCheckFailure"];

    private readonly JsonElement _body;
    private bool _hasExpression;

    /// <param name="store">The tables.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="members">The members the operation takes, beside those that all take.</param>
    /// <exception cref="ServiceException">There is no such table, or the request asks for what is not here.</exception>
    public ItemRequest(IItemStore store, JsonElement body, string[] members)
    {
        _body = body;
        foreach (JsonProperty member in body.EnumerateObject())
        {
            bool isNone = member.Name is "ReturnConsumedCapacity" or "ReturnItemCollectionMetrics" && member.Value.ValueEquals("NONE");
            if (!isNone && member.Value.ValueKind != JsonValueKind.Null && !Always.Contains(member.Name) && !members.Contains(member.Name))
            {
                throw Errors.NotHere($"the member {member.Name}");
            }
        }
        Table = store.Find(Text("TableName") ?? throw Errors.Validation("The parameter 'TableName' is required but was not present in the request"))
            ?? throw Errors.NotFound();
        Placeholders = new Placeholders(Member("ExpressionAttributeNames"), Member("ExpressionAttributeValues"));
    }

    public LocalTable Table { get; }

    public Placeholders Placeholders { get; }

    /// <summary>An expression's text; null where there is none.</summary>
    public string? Expression(string name)
    {
        string? text = Text(name);
        _hasExpression |= text is not null;
        return text;
    }

    /// <exception cref="ServiceException">A placeholder is in no expression.</exception>
    public void CheckPlaceholders() => Placeholders.CheckAllUsed(_hasExpression);

    /// <summary>One of <paramref name="allowed"/>; the first where nothing is said.</summary>
    public string Choice(string name, string[] allowed)
    {
        string choice = Text(name) ?? allowed[0];
        return allowed.Contains(choice)
            ? choice
            : throw Errors.Validation($"{name} can only be {string.Join(" or ", allowed)}");
    }

    /// <summary>The member <c>Item</c>.</summary>
    public ImmutableDictionary<string, AttributeValue> Item() => AttributeJson.ReadItem(Needed("Item"));

    /// <summary>The member <c>Key</c>: the key's attributes and no others.</summary>
    public ImmutableDictionary<string, AttributeValue> KeyAttributes() => AttributeJson.ReadItem(Needed("Key"));

    /// <summary>The text for the member <c>Key</c>.</summary>
    public string Key()
    {
        ImmutableDictionary<string, AttributeValue> key = KeyAttributes();
        return key.Count == (Table.SortKey is null ? 1 : 2) && key.ContainsKey(Table.PartitionKey) && (Table.SortKey is null || key.ContainsKey(Table.SortKey))
            ? KeyOf(key)
            : throw Errors.Validation("The provided key element does not match the schema");
    }

    /// <summary>The text for an item's key.</summary>
    public string KeyOf(ImmutableDictionary<string, AttributeValue> item) => LocalTable.KeyOf(
        Part(item, Table.PartitionKey, MaxPartitionKeyBytes),
        Table.SortKey is { } sort ? Part(item, sort, MaxSortKeyBytes) : null);

    private static string Part(ImmutableDictionary<string, AttributeValue> item, string name, int maxBytes)
    {
        if (!item.TryGetValue(name, out AttributeValue? value))
        {
            throw Errors.Validation($"One or more parameter values were invalid: Missing the key {name} in the item");
        }
        if (value is not AttributeValue.Text { Value: var text })
        {
            throw Errors.Validation($"One or more parameter values were invalid: Type mismatch for key {name} expected: S actual: {value.Type}");
        }
        int bytes = System.Text.Encoding.UTF8.GetByteCount(text);
        if (bytes == 0)
        {
            throw Errors.Validation($"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: {name}");
        }
        return bytes <= maxBytes
            ? text
            : throw Errors.Validation($"One or more parameter values were invalid: Size of a key has exceeded the maximum size limit of {maxBytes} bytes");
    }

    private JsonElement Needed(string name) =>
        Member(name) ?? throw Errors.Validation($"The parameter '{name}' is required but was not present in the request");

    private JsonElement? Member(string name) => _body.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? Text(string name) => Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new ServiceException(400, "SerializationException", $"{name} must be a string.");
}
