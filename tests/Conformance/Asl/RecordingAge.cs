using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// Brings a recording up to what AWS answers today, where newer recordings show that AWS has changed, and names the one placeholder that
/// the source left unnamed. A rule is about every case of a kind and an age, never about one case.
/// </summary>
internal static class RecordingAge
{
    /// <summary>The context object has <c>Execution.RedriveCount</c> since redrive came.</summary>
    private static readonly DateTime Redrive = new(2023, 11, 15);

    /// <summary>The exit of a distributed Map follows MapRunStarted since variables came; before, it followed MapRunSucceeded.</summary>
    private static readonly DateTime MapExit = new(2024, 11, 1);

    private const string UnnamedTime = "date";
    private const string NamedTime = "<date>";

    public static JsonElement BringUpToDate(JsonElement source)
    {
        var node = JsonObject.Create(source.Clone())!;
        var recorded = node["recorded"]?.GetValue<string>() is { } text
            && DateTime.TryParseExact(text, "dd-MM-yyyy, HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : DateTime.MaxValue;
        var changed = recorded < Redrive && AddRedriveCounts(node);
        changed |= recorded < MapExit && node["expect"]?["events"] is JsonArray events && MoveMapExits(events);
        changed |= NameTimes(node);
        return changed ? JsonDocument.Parse(node.ToJsonString()).RootElement : source;
    }

    private static bool AddRedriveCounts(JsonNode? node)
    {
        var changed = false;
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    changed |= AddRedriveCounts(item);
                }

                break;
            case JsonObject members:
                foreach (var (_, value) in members)
                {
                    changed |= AddRedriveCounts(value);
                }

                changed |= members["Execution"] is JsonObject execution
                    && members.ContainsKey("StateMachine") && execution.ContainsKey("RoleArn") && execution.TryAdd("RedriveCount", 0);
                break;
        }

        return changed;
    }

    private static bool MoveMapExits(JsonArray events)
    {
        var byId = new Dictionary<int, JsonNode>();
        foreach (var item in events.Where(item => item!["id"] is not null))
        {
            byId.TryAdd(item!["id"]!.GetValue<int>(), item);
        }

        var changed = false;
        foreach (var exit in byId.Values.Where(item => Type(item) == "MapStateExited"))
        {
            if (byId.TryGetValue(exit["prev"]!.GetValue<int>(), out var before) && Type(before) == "MapRunSucceeded")
            {
                exit["prev"] = before["prev"]!.DeepClone();
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>The source wrote the word "date" for some times. It is a placeholder where the case's own data nowhere has that word.</summary>
    private static bool NameTimes(JsonObject source)
    {
        var given = source.Where(member => member.Key != "expect").Select(member => member.Value);
        return !given.Any(Mentions) && Mentions(source["expect"]) && Replace(source["expect"]) && Add(source);

        static bool Add(JsonObject source)
        {
            var wildcards = source["wildcards"] as JsonArray;
            if (wildcards is null)
            {
                source["wildcards"] = wildcards = [];
            }

            wildcards.Add((JsonNode)NamedTime);
            return true;
        }
    }

    private static bool Mentions(JsonNode? node) => node switch
    {
        JsonArray array => array.Any(Mentions),
        JsonObject members => members.Any(member => Mentions(member.Value)),
        _ => IsUnnamedTime(node),
    };

    private static bool Replace(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array.ToArray())
                {
                    Exchange(item);
                }

                break;
            case JsonObject members:
                foreach (var (_, value) in members.ToArray())
                {
                    Exchange(value);
                }

                break;
        }

        return true;

        static void Exchange(JsonNode? value)
        {
            if (IsUnnamedTime(value))
            {
                value!.ReplaceWith(NamedTime);
            }
            else
            {
                Replace(value);
            }
        }
    }

    private static bool IsUnnamedTime(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == UnnamedTime;

    private static string Type(JsonNode item) => item["type"]!.GetValue<string>();
}
