using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Routes;

namespace AiProxy.Contracts.Tests.Routes;

/// <summary>Breaks a full routes file at every place in every way: loading never throws, and schema and code agree on each.</summary>
public sealed class RoutesMutationTests
{
    private const string Full = """
        { "$schema": "./routes.schema.json",
          "providers": {
            "openai": { "models": { "gpt": { "price": { "inputUsd": 1, "outputUsd": 2, "cachedInputUsd": 0.5, "cacheWriteUsd": 3 } } } },
            "anthropic": { "format": "anthropic", "url": "https://x.example/v1", "secret": "a/b" },
            "vllm": { "format": "openai", "url": "http://10.0.0.1:8000/v1", "secret": null } },
          "defaults": { "workflow": "aggregate", "strategy": "first", "timeoutMs": 12000, "deadlineMs": 25000, "dropUnsupported": false, "overridable": [] },
          "routes": {
            "vote": { "workflow": "w", "strategy": "vote", "quorum": 1, "timeoutMs": 900, "deadlineMs": 9000, "dropUnsupported": true, "vote": { "pointer": "/a" },
              "targets": ["openai/gpt", { "model": "vllm/q", "params": { "temperature": 1, "stop": ["x"], "user": "u", "n": 1 }, "timeoutMs": 500, "disabled": false, "id": "q" }],
              "fallbacks": ["anthropic/c"], "overridable": ["strategy", "vote"] } } }
        """;

    // What these codes complain of is the shape of one place; the others are about how places fit together, which a schema cannot say.
    private static readonly string[] ShapeCodes =
    [
        ComplaintCodes.WrongType, ComplaintCodes.UnknownMember, ComplaintCodes.MissingMember, ComplaintCodes.OutOfRange,
        ComplaintCodes.InvalidValue, ComplaintCodes.NotSupported, ComplaintCodes.MisplacedMember,
    ];

    private static readonly string[] Replacements = ["null", "true", "-1", "1", "0.5", "1e9", "\"\"", "\"x y\"", "\"openai/a\"", "\"judge\"", "[]", "[1]", "{}", "{ \"x\": 1 }"];

    [Fact]
    public void Full_Unbroken_IsGood()
    {
        Assert.Empty(RoutesFile.Diagnose(Full));
        Assert.True(RoutesSchemaTests.Accepts(Full));
    }

    [Fact]
    public void TryParse_EveryMutation_AgreesWithTheSchemaAndNeverThrows()
    {
        var disagreements = new List<string>();
        int count = 0;
        foreach ((string what, string json) in Mutations())
        {
            count++;
            ImmutableArray<RouteDiagnostic> diagnostics = RoutesFile.Diagnose(json);
            bool accepted = RoutesSchemaTests.Accepts(json);
            if (accepted ? diagnostics.Any(d => ShapeCodes.Contains(d.Code)) : diagnostics.IsEmpty)
            {
                disagreements.Add($"{what}: schema {(accepted ? "accepts" : "refuses")}, code says {(diagnostics.IsEmpty ? "nothing" : diagnostics[0])}");
            }
        }
        Assert.True(count > 500);
        Assert.Empty(disagreements);
    }

    [Fact]
    public void TryParse_EveryPrefix_IsADiagnosticWithinTheText()
    {
        for (int length = 0; length < Full.Length; length++)
        {
            RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(Full[..length]));

            Assert.Equal(ComplaintCodes.InvalidJson, diagnostic.Code);
            Assert.InRange(diagnostic.Line, 1, Full[..length].Count(c => c == '\n') + 1);
        }
    }

    private static IEnumerable<(string What, string Json)> Mutations()
    {
        string[] paths = [.. PathsOf(JsonNode.Parse(Full)!, [])];
        foreach (string path in paths)
        {
            foreach (string replacement in Replacements)
            {
                yield return ($"{path} = {replacement}", Mutate(path, (parent, key) => Set(parent, key, JsonNode.Parse(replacement))));
            }
            yield return ($"{path} removed", Mutate(path, Remove));
            yield return ($"{path} renamed", Mutate(path, (parent, key) =>
            {
                if (parent is JsonObject members)
                {
                    JsonNode? value = members[key]?.DeepClone();
                    members.Remove(key);
                    members[key + " x"] = value;
                }
            }));
        }
    }

    private static IEnumerable<string> PathsOf(JsonNode? node, ImmutableArray<string> path) => node switch
    {
        JsonObject members => members.SelectMany(member => PathsOf(member.Value, path.Add(member.Key)).Prepend(string.Join('|', path.Add(member.Key)))),
        JsonArray items => items.SelectMany((item, i) => PathsOf(item, path.Add($"{i}")).Prepend(string.Join('|', path.Add($"{i}")))),
        _ => [],
    };

    private static string Mutate(string path, Action<JsonNode, string> change)
    {
        string[] keys = path.Split('|');
        JsonNode root = JsonNode.Parse(Full)!;
        JsonNode parent = keys[..^1].Aggregate(root, (node, key) => node is JsonArray items ? items[int.Parse(key, null)]! : node[key]!);
        change(parent, keys[^1]);
        return root.ToJsonString();
    }

    private static void Set(JsonNode parent, string key, JsonNode? value)
    {
        if (parent is JsonArray items)
        {
            items[int.Parse(key, null)] = value;
        }
        else
        {
            parent[key] = value;
        }
    }

    private static void Remove(JsonNode parent, string key)
    {
        if (parent is JsonArray items)
        {
            items.RemoveAt(int.Parse(key, null));
        }
        else
        {
            ((JsonObject)parent).Remove(key);
        }
    }
}
