using System.Text.Json.Nodes;

namespace AiProxy.LocalServices.Tests.DynamoDb;

/// <summary>One request of a table, and what comes of it.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Before">The item <c>k</c> without its key; null: none.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Body">The request without its table.</param>
/// <param name="Answer">The answer; null where there is an error.</param>
/// <param name="Error">The error's type.</param>
/// <param name="Item">The item that the error tells of.</param>
/// <param name="After">The item without its key, afterwards; null: none.</param>
/// <param name="ChecksAfter">Whether the case says what is there afterwards.</param>
/// <param name="Not">Peers that answer otherwise, with the reason.</param>
internal sealed record DynamoDbCase(
    string Name, JsonObject? Before, string Operation, JsonObject Body, JsonObject? Answer, string? Error, JsonObject? Item, JsonObject? After, bool ChecksAfter, JsonObject? Not)
{
    public static IReadOnlyList<DynamoDbCase> All { get; } = Read();

    private static IReadOnlyList<DynamoDbCase> Read()
    {
        using Stream file = typeof(DynamoDbCase).Assembly.GetManifestResourceStream("AiProxy.LocalServices.Tests.DynamoDb.cases.json")!;
        return [.. JsonNode.Parse(file)!.AsArray().Select(row => row!.AsObject()).Select(row => new DynamoDbCase(
            (string)row["name"]!,
            row["before"] as JsonObject,
            (string)row["do"]!,
            (JsonObject)row["with"]!,
            row["answer"] as JsonObject,
            (string?)row["error"],
            row["item"] as JsonObject,
            row["after"] as JsonObject,
            row.ContainsKey("after"),
            row["not"] as JsonObject))];
    }
}
