using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiProxy.StatesLanguage.History;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// Brings events into the recordings' form: details flattened, JSON texts parsed, times, roles and truncation notes removed.
/// </summary>
internal static class EventReader
{
    private static readonly string[] Dropped =
        ["inputDetails", "outputDetails", "assignedVariablesDetails", "roleArn", "region"];

    private static readonly string[] JsonTexts = ["input", "output", "parameters"];

    public static JsonElement[] Read(ExecutionHistory history) => [.. history.Select(Read)];

    private static JsonElement Read(HistoryEvent item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            item.WriteTo(writer);
        }

        var source = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        var result = new JsonObject
        {
            ["type"] = source["type"]!.DeepClone(),
            ["id"] = source["id"]!.DeepClone(),
            ["prev"] = source["previousEventId"]!.DeepClone(),
        };
        if (item.DetailsMember is { } member && source[member] is JsonObject details)
        {
            Clean(details);
            if (details.Count > 0)
            {
                result["details"] = details.DeepClone();
            }
        }

        return JsonSerializer.SerializeToElement(result, JsonContext.Default.JsonObject);
    }

    private static void Clean(JsonObject details)
    {
        foreach (var name in Dropped)
        {
            details.Remove(name);
        }

        foreach (var name in JsonTexts.Where(details.ContainsKey))
        {
            details[name] = JsonNode.Parse(details[name]!.GetValue<string>());
        }

        if (details["assignedVariables"] is JsonObject assigned)
        {
            foreach (var name in assigned.Select(pair => pair.Key).ToArray())
            {
                assigned[name] = JsonNode.Parse(assigned[name]!.GetValue<string>());
            }
        }
    }
}
