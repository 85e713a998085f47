using System.Text.Json.Nodes;

namespace AiProxy.LocalServices.Tests.DynamoDb;

/// <summary>The same requests to ours and to DynamoDBs that are not ours: each checks the others.</summary>
public abstract class DynamoDbTests(string peer)
{
    protected const string Table = "cases";

    public static IEnumerable<TheoryDataRow<string>> Names => DynamoDbCase.All.Select(row => new TheoryDataRow<string>(row.Name) { TestDisplayName = row.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_OfEachKind_IsAnswered(string name)
    {
        DynamoDbCase row = DynamoDbCase.All.Single(row => row.Name == name);
        if (row.Not?[peer] is { } reason)
        {
            Assert.Skip($"{peer} {reason}.");
        }
        using AwsCaller caller = await CallerAsync();
        await caller.AskAsync("DynamoDB_20120810.DeleteItem", Request(Key()));
        if (row.Before is { } before)
        {
            await caller.AskAsync("DynamoDB_20120810.PutItem", Request(new JsonObject { ["Item"] = WithKey(before) }));
        }

        (int status, JsonObject answer) = await caller.AskAsync($"DynamoDB_20120810.{row.Operation}", Request(row.Body));

        // moto tells what it took, asked or not.
        answer.Remove("ConsumedCapacity");
        if (row.Error is { } error)
        {
            Assert.Equal(400, status);
            Assert.Equal(error, ((string)answer["__type"]!).Split('#')[^1]);
            if (row.Item is { } item)
            {
                Assert.True(JsonNode.DeepEquals(item, answer["Item"]), $"{answer}");
            }
        }
        else
        {
            Assert.True(status == 200 && JsonNode.DeepEquals(row.Answer, answer), $"{status} {answer}");
        }
        if (row.ChecksAfter)
        {
            (_, JsonObject after) = await caller.AskAsync("DynamoDB_20120810.GetItem", Request(new JsonObject { ["Key"] = Key()["Key"]!.DeepClone(), ["ConsistentRead"] = true }));
            Assert.True(JsonNode.DeepEquals(row.After is { } there ? WithKey(there) : null, after["Item"]), $"{after}");
        }
    }

    internal abstract Task<AwsCaller> CallerAsync();

    private static JsonObject Key() => new() { ["Key"] = new JsonObject { ["id"] = new JsonObject { ["S"] = "k" } } };

    private static JsonObject WithKey(JsonObject item)
    {
        var whole = (JsonObject)item.DeepClone();
        whole["id"] = new JsonObject { ["S"] = "k" };
        return whole;
    }

    private static JsonObject Request(JsonObject body)
    {
        var request = (JsonObject)body.DeepClone();
        request["TableName"] = Table;
        return request;
    }
}
