using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiProxy.Peers;

/// <summary>
/// Makes and reads whole tables of a peer, over its wire: the product's own client knows single items only. Peers want a signature, but do not check it.
/// </summary>
public sealed class DynamoDbTables(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    /// <summary>Makes a table, paid on demand, with keys of strings, and waits until it can be used.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="partitionKey">The attribute that is its partition key.</param>
    /// <param name="sortKey">The attribute that is its sort key; null for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task CreateAsync(string name, string partitionKey, string? sortKey, CancellationToken cancellationToken)
    {
        (string Name, string Type)[] keys = sortKey is null ? [(partitionKey, "HASH")] : [(partitionKey, "HASH"), (sortKey, "RANGE")];
        await AskAsync(
            "CreateTable",
            new JsonObject
            {
                ["TableName"] = name,
                ["BillingMode"] = "PAY_PER_REQUEST",
                ["KeySchema"] = new JsonArray([.. keys.Select(key => new JsonObject { ["AttributeName"] = key.Name, ["KeyType"] = key.Type })]),
                ["AttributeDefinitions"] = new JsonArray([.. keys.Select(key => new JsonObject { ["AttributeName"] = key.Name, ["AttributeType"] = "S" })]),
            },
            cancellationToken);
        // A table cannot be used before it is active; both peers make it so at once.
        while ((await AskAsync("DescribeTable", new JsonObject { ["TableName"] = name }, cancellationToken))
               .GetProperty("Table").GetProperty("TableStatus").GetString() != "ACTIVE")
        {
            await Task.Yield();
        }
    }

    /// <summary>All items, attribute by attribute, each value in DynamoDB's JSON.</summary>
    public async Task<IReadOnlyList<JsonElement>> ItemsAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("Scan", new JsonObject { ["TableName"] = name, ["ConsistentRead"] = true }, cancellationToken);
        return [.. answer.GetProperty("Items").EnumerateArray()];
    }

    /// <summary>Writes an item.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="item">Attribute by attribute, each value in DynamoDB's JSON.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public Task PutAsync(string name, JsonObject item, CancellationToken cancellationToken) =>
        AskAsync("PutItem", new JsonObject { ["TableName"] = name, ["Item"] = item }, cancellationToken);

    /// <summary>Removes a table.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        AskAsync("DeleteTable", new JsonObject { ["TableName"] = name }, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> AskAsync(string operation, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", $"DynamoDB_20120810.{operation}");
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00");
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{operation} was answered {(int)response.StatusCode}: {text}");
    }
}
