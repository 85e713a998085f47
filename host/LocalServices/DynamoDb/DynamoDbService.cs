using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.LocalServices.DynamoDb.Expressions;
using AiProxy.LocalServices.DynamoDb.Values;
using AiProxy.LocalServices.Wire;

namespace AiProxy.LocalServices.DynamoDb;

/// <summary>DynamoDB's operations on single items.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html"/></remarks>
internal sealed class DynamoDbService(IItemStore store)
{
    /// <summary>Answers one request.</summary>
    /// <exception cref="ServiceException">What DynamoDB answers instead of a result.</exception>
    public Task<byte[]> AnswerAsync(string operation, JsonElement body) => operation switch
    {
        "GetItem" => Task.FromResult(Get(new ItemRequest(store, body, ["Key", "ConsistentRead", "ProjectionExpression"]))),
        "PutItem" => WriteAsync(new ItemRequest(store, body, ["Item", "ConditionExpression", "ReturnValues"]), ["NONE", "ALL_OLD"], Put),
        "DeleteItem" => WriteAsync(new ItemRequest(store, body, ["Key", "ConditionExpression", "ReturnValues"]), ["NONE", "ALL_OLD"], Delete),
        "UpdateItem" => WriteAsync(
            new ItemRequest(store, body, ["Key", "UpdateExpression", "ConditionExpression", "ReturnValues"]),
            ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"],
            Update),
        _ => throw new ServiceException(400, "UnknownOperationException", $"Not here: {operation}. Local tables know GetItem, PutItem, UpdateItem and DeleteItem."),
    };

    private byte[] Get(ItemRequest request)
    {
        string key = request.Key();
        ImmutableArray<string> wanted = request.Expression("ProjectionExpression") is { } projection ? ProjectionReader.Read(projection, request.Placeholders) : default;
        request.CheckPlaceholders();
        ImmutableDictionary<string, AttributeValue>? item = store.Read(request.Table, key) is { } json ? AttributeJson.ReadItem(json) : null;
        return Answer("Item", item is null || wanted.IsDefault ? item : item.Where(attribute => wanted.Contains(attribute.Key)).ToImmutableDictionary());
    }

    private async Task<byte[]> WriteAsync(ItemRequest request, string[] returnable, Func<ItemRequest, Write> read)
    {
        string returns = request.Choice("ReturnValues", returnable);
        bool tellsItem = request.Choice("ReturnValuesOnConditionCheckFailure", ["NONE", "ALL_OLD"]) == "ALL_OLD";
        Write write = read(request);
        Condition? condition = request.Expression("ConditionExpression") is { } text ? ConditionReader.Read(text, request.Placeholders) : null;
        request.CheckPlaceholders();

        ImmutableDictionary<string, AttributeValue>? answer = null;
        await store.ChangeAsync(request.Table, write.Key, json =>
        {
            ImmutableDictionary<string, AttributeValue>? before = json is null ? null : AttributeJson.ReadItem(json);
            if (condition?.Holds(before ?? ImmutableDictionary<string, AttributeValue>.Empty) == false)
            {
                throw Errors.ConditionFailed(tellsItem ? json : null);
            }
            ImmutableDictionary<string, AttributeValue>? after = write.Change(before);
            if (after is not null)
            {
                ItemSize.Check(after);
            }
            answer = returns switch
            {
                "ALL_OLD" => before,
                "ALL_NEW" => after,
                "UPDATED_OLD" => Touched(before),
                "UPDATED_NEW" => Touched(after),
                _ => null,
            };
            return after is null ? null : AttributeJson.WriteItem(after);
        });
        return Answer("Attributes", answer);

        ImmutableDictionary<string, AttributeValue>? Touched(ImmutableDictionary<string, AttributeValue>? item) =>
            item?.Where(attribute => write.Touches.Contains(attribute.Key)).ToImmutableDictionary();
    }

    private static Write Put(ItemRequest request)
    {
        ImmutableDictionary<string, AttributeValue> item = request.Item();
        return new Write(request.KeyOf(item), [], _ => item);
    }

    private static Write Delete(ItemRequest request) => new(request.Key(), [], _ => null);

    private static Write Update(ItemRequest request)
    {
        string key = request.Key();
        ImmutableArray<UpdateAction> actions = request.Expression("UpdateExpression") is { } text ? UpdateReader.Read(text, request.Placeholders) : [];
        if (actions.FirstOrDefault(action => action.Place.Top == request.Table.PartitionKey || action.Place.Top == request.Table.SortKey) is { } wrong)
        {
            throw Errors.Validation($"One or more parameter values were invalid: Cannot update attribute {wrong.Place.Top}. This attribute is part of the key");
        }
        ImmutableDictionary<string, AttributeValue> keyAttributes = request.KeyAttributes();
        return new Write(key, [.. actions.Select(action => action.Place.Top)], before =>
        {
            ImmutableDictionary<string, AttributeValue> item = before ?? keyAttributes;
            return actions.Aggregate(item, (current, action) => action.Apply(item, current));
        });
    }

    private static byte[] Answer(string member, ImmutableDictionary<string, AttributeValue>? item) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        if (item is not null)
        {
            writer.WritePropertyName(member);
            AttributeJson.Write(writer, item);
        }
        writer.WriteEndObject();
    });

    /// <param name="Key">Whose item.</param>
    /// <param name="Touches">The attributes that an update names.</param>
    /// <param name="Change">The item before into the item after; null is none.</param>
    private sealed record Write(
        string Key, ImmutableArray<string> Touches, Func<ImmutableDictionary<string, AttributeValue>?, ImmutableDictionary<string, AttributeValue>?> Change);
}
