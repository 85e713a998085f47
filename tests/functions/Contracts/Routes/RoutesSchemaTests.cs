using System.Text.Json;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using Json.Schema;

namespace AiProxy.Contracts.Tests.Routes;

/// <summary>The schema that editors use and the code that loads the file must say the same.</summary>
public sealed class RoutesSchemaTests
{
    private static readonly byte[] SchemaText = RoutesFile.ReadFromRoot("routes.schema.json");

    // Own registry: the default one is shared and refuses a second schema of one $id.
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        System.Text.Encoding.UTF8.GetString(SchemaText), new BuildOptions { SchemaRegistry = new SchemaRegistry() });

    public static TheoryData<string> Good =>
    [
        """{ "targets": ["openai/gpt-5.2"] }""",
        """{ "targets": ["openai/a"], "timeoutMs": 100, "deadlineMs": 290000 }""",
        """{ "targets": ["openai/a"], "timeoutMs": 300000.0 }""",
        """{ "workflow": "my-flow_2", "strategy": "vote", "quorum": 2, "dropUnsupported": true, "vote": { "pointer": "/a~1b/0" }, "targets": ["openai/a", "gemini/b/c"], "fallbacks": ["anthropic/d@delay=3ms"], "overridable": ["strategy", "targets"] }""",
        """{ "strategy": "vote", "vote": {}, "targets": ["openai/a"] }""",
        """{ "strategy": "vote", "vote": { "pointer": "" }, "targets": ["openai/a"] }""",
        """{ "strategy": "race", "targets": [{ "model": "openai/a", "params": { "temperature": 0.5, "stop": ["x"], "seed": -1, "new_member": 1, "max_tokens": null }, "timeoutMs": 500, "disabled": false, "id": "One_1" }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "tools": [{ "type": "function", "function": { "name": "f" } }, { "type": "custom" }], "tool_choice": "auto", "response_format": { "type": "json_schema", "json_schema": { "name": "n" } } } }] }""",
    ];

    public static TheoryData<string> BadShape =>
    [
        """[]""",
        """{}""",
        """{ "targets": [] }""",
        """{ "targets": "openai/a" }""",
        """{ "targets": ["openai"] }""",
        """{ "targets": ["openai/"] }""",
        """{ "targets": ["/a"] }""",
        """{ "targets": ["OpenAI/a"] }""",
        """{ "targets": ["openai/a b"] }""",
        """{ "targets": [1] }""",
        """{ "targets": [{}] }""",
        """{ "targets": [{ "model": "a" }] }""",
        """{ "targets": [{ "model": "openai/a", "url": "http://x" }] }""",
        """{ "targets": [{ "model": "openai/a", "id": "a b" }] }""",
        """{ "targets": [{ "model": "openai/a", "disabled": 0 }] }""",
        """{ "targets": [{ "model": "openai/a", "timeoutMs": 99 }] }""",
        """{ "targets": [{ "model": "openai/a", "params": [] }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "model": "b" } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "stream": true } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "temperature": 2.1 } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "temperature": "hot" } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "top_p": -0.1 } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "max_tokens": 0 } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "n": 0 } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "stop": ["1","2","3","4","5"] } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "stop": [1] } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "user": 1 } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "tools": [{}] } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "tools": [{ "type": "function" }] } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "tool_choice": "maybe" } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "response_format": { "type": "xml" } } }] }""",
        """{ "targets": [{ "model": "openai/a", "params": { "response_format": { "type": "json_schema" } } }] }""",
        """{ "targets": ["openai/1","openai/2","openai/3","openai/4","openai/5","openai/6","openai/7","openai/8","openai/9"] }""",
        """{ "targets": ["openai/a"], "fallbacks": {} }""",
        """{ "targets": ["openai/a"], "strategy": "judge" }""",
        """{ "targets": ["openai/a"], "strategy": "First" }""",
        """{ "targets": ["openai/a"], "strategy": 1 }""",
        """{ "targets": ["openai/a"], "strategy": "all", "quorum": 0 }""",
        """{ "targets": ["openai/a"], "strategy": "all", "quorum": 9 }""",
        """{ "targets": ["openai/a"], "strategy": "all", "quorum": "1" }""",
        """{ "targets": ["openai/a"], "timeoutMs": 300001 }""",
        """{ "targets": ["openai/a"], "timeoutMs": 100.5 }""",
        """{ "targets": ["openai/a"], "deadlineMs": 99 }""",
        """{ "targets": ["openai/a"], "deadlineMs": null }""",
        """{ "targets": ["openai/a"], "dropUnsupported": "true" }""",
        """{ "targets": ["openai/a"], "overridable": "strategy" }""",
        """{ "targets": ["openai/a"], "overridable": ["workflow"] }""",
        """{ "targets": ["openai/a"], "overridable": ["hedge"] }""",
        """{ "targets": ["openai/a"], "overridable": ["vote", "vote"] }""",
        """{ "targets": ["openai/a"], "strategy": "vote", "vote": null }""",
        """{ "targets": ["openai/a"], "strategy": "vote", "vote": { "pointer": "a" } }""",
        """{ "targets": ["openai/a"], "strategy": "vote", "vote": { "pointer": "/~" } }""",
        """{ "targets": ["openai/a"], "strategy": "vote", "vote": { "by": "text" } }""",
        """{ "targets": ["openai/a"], "workflow": "a/b" }""",
        """{ "targets": ["openai/a"], "workflow": "" }""",
        """{ "targets": ["openai/a"], "maxCostUsd": 0.1 }""",
        """{ "targets": ["openai/a"], "secret": "x" }""",
    ];

    public static TheoryData<string> BadFile =>
    [
        """[]""",
        """{}""",
        """{ "providers": { "openai": {} } }""",
        """{ "providers": {}, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {} }, "routes": {} }""",
        """{ "providers": { "openai": {} }, "routes": { "a/b": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {} }, "routes": { "": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {} }, "routes": { "a": { "targets": ["openai/a"] } }, "extra": 1 }""",
        """{ "$schema": 1, "providers": { "openai": {} }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {} }, "defaults": { "targets": ["openai/a"] }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {} }, "defaults": { "maxCostUsd": 1 }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {} }, "defaults": [], "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": {}, "vllm": {} }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "format": "grpc" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "format": null } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "url": "ftp://x" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "url": "https://u:p@x/" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "url": "https://x/?k=1" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "secret": "" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "secret": "a b" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "key": "sk" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "simulated": true } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "simulated": "yes", "url": "http://x" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": [] } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": { "a": 1 } } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": { "a b": {} } } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": { "a": { "price": { "outputUsd": 1 } } } } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": { "a": { "price": { "inputUsd": "1", "outputUsd": 1 } } } } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": { "a": { "price": { "inputUsd": -1, "outputUsd": 1 } } } } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "openai": { "models": { "a": { "price": { "inputUsd": 1, "outputUsd": 1, "usd": 1 } } } } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
        """{ "providers": { "Open AI": { "format": "openai" } }, "routes": { "a": { "targets": ["openai/a"] } } }""",
    ];

    [Fact]
    public void Schema_TheRepositorysFile_Accepts() => Assert.True(Accepts(System.Text.Encoding.UTF8.GetString(RoutesFile.ReadFromRoot("routes.json"))));

    [Theory]
    [MemberData(nameof(Good))]
    public void SchemaAndCode_GoodRoute_BothAccept(string route)
    {
        string json = RoutesFile.WithRoute(route);

        Assert.Empty(RoutesFile.Diagnose(json));
        Assert.True(Accepts(json));
    }

    [Theory]
    [MemberData(nameof(BadShape))]
    public void SchemaAndCode_RouteOfBadShape_BothRefuse(string route)
    {
        string json = RoutesFile.WithRoute(route);

        Assert.NotEmpty(RoutesFile.Diagnose(json));
        Assert.False(Accepts(json));
    }

    [Theory]
    [MemberData(nameof(BadFile))]
    public void SchemaAndCode_FileOfBadShape_BothRefuse(string json)
    {
        Assert.NotEmpty(RoutesFile.Diagnose(json));
        Assert.False(Accepts(json));
    }

    [Fact]
    public void Schema_EveryNamedMember_IsExplained()
    {
        using JsonDocument schema = JsonDocument.Parse(SchemaText);

        // Inside params, tools and response_format the words are OpenAI's and explained there.
        string[] silent =
        [
            .. NamedMembers(schema.RootElement, "")
                .Where(member => !member.Pointer.StartsWith("/$defs/params/properties/", StringComparison.Ordinal) || member.Pointer.Count('/') == 4)
                .Where(member => !Explained(schema.RootElement, member.Schema))
                .Select(member => member.Pointer),
        ];

        Assert.Empty(silent);
    }

    [Fact]
    public void Schema_Members_AreTheCodes()
    {
        using JsonDocument schema = JsonDocument.Parse(SchemaText);
        JsonElement definitions = schema.RootElement.GetProperty("$defs");

        Assert.Equal(RouteMembers.All.Order(), NamesOf(definitions.GetProperty("route")).Order());
        Assert.Equal(
            RouteMembers.ForCallers.Order(),
            definitions.GetProperty("overridable").GetProperty("items").GetProperty("enum").EnumerateArray().Select(name => name.GetString()!).Order());
        Assert.Equal(
            WireFormat.All.Select(format => format.Name),
            definitions.GetProperty("provider").GetProperty("properties").GetProperty("format").GetProperty("oneOf").EnumerateArray().Select(format => format.GetProperty("const").GetString()!));
        Assert.Equal(RequestMembers.Known.Except(["stream", "stream_options"]).Order(), NamesOf(definitions.GetProperty("params")).Order());
    }

    private static IEnumerable<string> NamesOf(JsonElement definition) => definition.GetProperty("properties").EnumerateObject().Select(member => member.Name);

    internal static bool Accepts(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Schema.Evaluate(document.RootElement).IsValid;
    }

    private static IEnumerable<(string Pointer, JsonElement Schema)> NamedMembers(JsonElement schema, string pointer)
    {
        foreach (JsonProperty member in schema.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            string place = $"{pointer}/{member.Name}";
            if (member.Name == "properties")
            {
                foreach (JsonProperty named in member.Value.EnumerateObject())
                {
                    yield return ($"{place}/{named.Name}", named.Value);
                }
            }
            foreach ((string, JsonElement) inner in NamedMembers(member.Value, place))
            {
                yield return inner;
            }
        }
    }

    private static bool Explained(JsonElement root, JsonElement schema) =>
        schema.TryGetProperty("description", out _)
        || (schema.TryGetProperty("$ref", out JsonElement reference)
            && root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]).TryGetProperty("description", out _));
}
