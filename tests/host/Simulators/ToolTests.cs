using System.Text.Json;
using System.Text.Json.Nodes;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;

namespace AiProxy.Simulators.Tests;

/// <summary>Tools, schemas, media and thoughts through the proxy's own formats: what a simulator refuses is a wrong translation.</summary>
public sealed class ToolTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Tools = """
        [{"type":"function","function":{"name":"weather","description":"Looks","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":2}},"required":["city","days"]}}},
         {"type":"function","function":{"name":"now"}}]
        """;

    // Models whose rules about thoughts differ, by format.
    private static readonly (string Format, string Model)[] Models =
    [
        ("openai", "gpt-5.2"), ("anthropic", "claude-sonnet-4-5"), ("anthropic", "claude-opus-4.6"), ("gemini", "gemini-2.5-flash"), ("gemini", "gemini-3-pro"),
    ];

    public static TheoryData<string, string, string, string> Pairs
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach ((string format, string model) in Models)
            {
                foreach ((string nextFormat, string nextModel) in Models)
                {
                    rows.Add(format, model, nextFormat, nextModel);
                }
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_ToolAskedFor_IsCalledWithItsArguments(string format)
    {
        ChatAnswer answer = await AskAsync(format, "m", $$"""{"messages":[{"role":"user","content":"Please call tool weather with {\"city\":\"Ulm\",\"days\":3}"}],"tools":{{Tools}}}""");

        ChatChoice choice = Assert.Single(answer.Choices);
        Assert.Equal("tool_calls", choice.FinishReason);
        Assert.Equal(JsonValueKind.Null, choice.Message.GetProperty("content").ValueKind);
        JsonElement call = Assert.Single(choice.Message.GetProperty("tool_calls").EnumerateArray());
        Assert.Equal("function", call.GetProperty("type").GetString());
        Assert.NotEmpty(call.GetProperty("id").GetString()!);
        AssertCall(call, "weather", """{"city":"Ulm","days":3}""");
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_SeveralTools_AreCalledAtOnceUnlessForbidden(string format)
    {
        JsonElement[] calls = await CallsAsync(format, "m@tools=3", $$"""{"messages":[{"role":"user","content":"Hi"}],"tools":{{Tools}}}""");

        Assert.Equal(3, calls.Length);
        Assert.Equal(3, calls.Select(call => call.GetProperty("id").GetString()).Distinct().Count());
        AssertCall(calls[0], "weather", """{"city":"x","days":2}""");
        AssertCall(calls[1], "now", "{}");
        if (format != "gemini")
        {
            Assert.Single(await CallsAsync(format, "m@tools=3", $$"""{"messages":[{"role":"user","content":"Hi"}],"tools":{{Tools}},"parallel_tool_calls":false}"""));
        }
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_ToolChoice_IsKept(string format)
    {
        string Request(string choice) => $$"""{"messages":[{"role":"user","content":"Hi"}],"tools":{{Tools}},"tool_choice":{{choice}}}""";

        AssertCall(Assert.Single(await CallsAsync(format, "m", Request("\"required\""))), "weather", """{"city":"x","days":2}""");
        AssertCall(Assert.Single(await CallsAsync(format, "m", Request("""{"type":"function","function":{"name":"now"}}"""))), "now", "{}");
        Assert.Equal("[simulated m] You said: Hi", SimulatorFixture.TextOf(await AskAsync(format, "m@tool", Request("\"none\""))));
        Assert.Equal("[simulated m] You said: Hi", SimulatorFixture.TextOf(await AskAsync(format, "m", Request("\"auto\""))));
    }

    [Fact]
    public async Task Ask_BadArguments_ComeAsEachProviderHasThem()
    {
        string request = $$"""{"messages":[{"role":"user","content":"Hi"}],"tools":{{Tools}}}""";

        Assert.Equal("{\"broken\": ", Assert.Single(await CallsAsync("openai", "m@bad-args", request)).GetProperty("function").GetProperty("arguments").GetString());
        AssertCall(Assert.Single(await CallsAsync("anthropic", "m@bad-args", request)), "weather", """{"INVALID_JSON":"{\"broken\": "}""");
        ProviderUnavailableException failure = await Assert.ThrowsAsync<ProviderUnavailableException>(() => AskAsync("gemini", "m@bad-args", request));
        Assert.Contains("MALFORMED_FUNCTION_CALL", failure.Message);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Ask_ToolLoop_GoesOnAtAnyProvider(string format, string model, string nextFormat, string nextModel)
    {
        var request = (JsonObject)JsonNode.Parse($$"""{"messages":[{"role":"system","content":"s"},{"role":"user","content":"Hi"}],"tools":{{Tools}},"reasoning_effort":"low"}""")!;
        ChatAnswer first = await AskAsync(format, model + "@tools=2", request.ToJsonString());
        Assert.Equal("tool_calls", first.Choices[0].FinishReason);
        JsonArray messages = request["messages"]!.AsArray();
        messages.Add(JsonNode.Parse(first.Choices[0].Message.GetRawText()));
        foreach (JsonElement call in first.Choices[0].Message.GetProperty("tool_calls").EnumerateArray())
        {
            messages.Add(new JsonObject { ["role"] = "tool", ["tool_call_id"] = call.GetProperty("id").GetString(), ["content"] = $"result of {call.GetProperty("function").GetProperty("name")}" });
        }
        // A model that must have its own thoughts back cannot go on thinking about another's.
        if (nextModel == "claude-sonnet-4-5" && (format != nextFormat))
        {
            request.Remove("reasoning_effort");
        }

        ChatAnswer second = await AskAsync(nextFormat, nextModel, request.ToJsonString());

        Assert.Equal($"[simulated {nextModel}] The tool said: result of weather | result of now", SimulatorFixture.TextOf(second));
        Assert.Equal("stop", second.Choices[0].FinishReason);
    }

    [Theory]
    [InlineData("openai", "m")]
    [InlineData("anthropic", "m")]
    [InlineData("gemini", "m")]
    [InlineData("gemini", "gemini-3-pro")]
    public async Task Ask_BrokenArgumentsAndForeignIdsInHistory_AreTaken(string format, string model)
    {
        ChatAnswer answer = await AskAsync(format, model, """
            {"messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":"","tool_calls":[{"id":"functions.weather:0/a-very-long-id-that-nobody-else-takes-as-it-is","type":"function","function":{"name":"ns.weather","arguments":"{\"city\":"}}]},
              {"role":"tool","tool_call_id":"functions.weather:0/a-very-long-id-that-nobody-else-takes-as-it-is","content":""},
              {"role":"user","content":"So?"}]}
            """);

        Assert.Equal($"[simulated {model}] You said: So?", SimulatorFixture.TextOf(answer));
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_Schema_IsAnsweredByAnInstance(string format)
    {
        ChatAnswer answer = await AskAsync(format, "m", """
            {"messages":[{"role":"user","content":"Hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":{
              "type":"object","additionalProperties":false,"required":["category","tags","inner","maybe"],"properties":{
                "category":{"enum":["billing","other"]},"tags":{"type":"array","minItems":1,"items":{"type":"string"}},
                "inner":{"$ref":"#/$defs/inner"},"maybe":{"anyOf":[{"type":"boolean"},{"type":"null"}]},"left_out":{"type":"string"}},
              "$defs":{"inner":{"type":"object","required":["n"],"properties":{"n":{"type":["integer","null"]}}}}}}}}
            """);

        Assert.Equal("""{"category":"billing","tags":["x"],"inner":{"n":0},"maybe":true}""", SimulatorFixture.TextOf(answer));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("gemini")]
    public async Task Ask_JsonMode_IsAnsweredInJson(string format)
    {
        ChatAnswer answer = await AskAsync(format, "m", """{"messages":[{"role":"user","content":"Hi"}],"response_format":{"type":"json_object"}}""");

        Assert.Equal("[simulated m] You said: Hi", JsonElement.Parse(SimulatorFixture.TextOf(answer)).GetProperty("answer").GetString());
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_Image_IsSeen(string format)
    {
        ChatAnswer answer = await AskAsync(format, "m", """
            {"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}},
              {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi0="}}]}]}
            """);

        Assert.Equal("[simulated m] You said: What is it? (with image/png of 8 bytes, application/pdf of 5 bytes)", SimulatorFixture.TextOf(answer));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Ask_ImageUrl_IsSeen(string format)
    {
        ChatAnswer answer = await AskAsync(format, "m", """{"messages":[{"role":"user","content":[{"type":"text","text":"See"},{"type":"image_url","image_url":{"url":"https://x.test/a.png"}}]}]}""");

        Assert.Equal("[simulated m] You said: See (with the file at https://x.test/a.png)", SimulatorFixture.TextOf(answer));
    }

    [Theory]
    [InlineData("openai", null)]
    [InlineData("anthropic", "Thinking about: Hi")]
    [InlineData("gemini", "Thinking about: Hi")]
    public async Task Ask_Think_ShowsAndCountsThoughts(string format, string? thoughts)
    {
        ChatAnswer answer = await AskAsync(format, "m@think", """{"messages":[{"role":"user","content":"Hi"}]}""");

        Assert.Equal(thoughts, answer.Choices[0].Message.TryGetProperty("reasoning_content", out JsonElement shown) ? shown.GetString() : null);
        Assert.Equal("[simulated m] You said: Hi", SimulatorFixture.TextOf(answer));
        Assert.Equal(5, answer.Usage!.CompletionTokensDetails!.ReasoningTokens);
        Assert.Equal(7 + 5, answer.Usage.CompletionTokens);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("gemini")]
    public async Task Ask_SeveralChoicesWithTools_EachCalls(string format)
    {
        ChatAnswer answer = await AskAsync(format, "m@tool", $$"""{"messages":[{"role":"user","content":"Hi"}],"tools":{{Tools}},"n":2}""");

        Assert.Equal(2, answer.Choices.Select(choice => choice.Message.GetProperty("tool_calls")[0].GetProperty("id").GetString()).Distinct().Count());
    }

    private Task<ChatAnswer> AskAsync(string format, string model, string request) => simulator.AskAsync(format, model, JsonElement.Parse(request));

    private async Task<JsonElement[]> CallsAsync(string format, string model, string request) =>
        [.. (await AskAsync(format, model, request)).Choices[0].Message.GetProperty("tool_calls").EnumerateArray()];

    private static void AssertCall(JsonElement call, string name, string arguments)
    {
        JsonElement function = call.GetProperty("function");
        Assert.Equal(name, function.GetProperty("name").GetString());
        string given = function.GetProperty("arguments").GetString()!;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(arguments), JsonElement.Parse(given)), given);
    }
}
