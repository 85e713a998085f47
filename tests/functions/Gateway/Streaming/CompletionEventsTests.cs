using System.Text;
using System.Text.Json;
using AiProxy.Gateway.Streaming;

namespace AiProxy.Gateway.Tests.Streaming;

public sealed class CompletionEventsTests
{
    private const string Hello = """
        {"id":"chatcmpl-1","object":"chat.completion","created":7,"model":"m","choices":[
          {"index":0,"message":{"role":"assistant","content":"Hello","refusal":null},"finish_reason":"stop","logprobs":null}],
         "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},"aiproxy":{"winner":"a"}}
        """;

    [Fact]
    public void Render_Text_IsRoleContentFinishDone()
    {
        Assert.Equal(
            """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}

            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"delta":{"content":"Hello"},"logprobs":null,"finish_reason":null}]}

            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":7,"model":"m","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"aiproxy":{"winner":"a"}}

            data: [DONE]


            """,
            RenderText(Hello));
    }

    [Fact]
    public void Render_UsageAskedFor_IsAChunkOfItsOwnAndNullInTheOthers()
    {
        JsonElement[] chunks = Chunks(Hello, includeUsage: true);

        Assert.Empty(chunks[^1].GetProperty("choices").EnumerateArray());
        Assert.Equal(3, chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.All(chunks[..^1], chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        Assert.True(chunks[^2].TryGetProperty("aiproxy", out _));
    }

    [Fact]
    public void Render_UsageUnknown_SaysSo()
    {
        JsonElement[] chunks = Chunks("""{"choices":[{"message":{"content":"x"}}]}""", includeUsage: true);

        Assert.Equal(JsonValueKind.Null, chunks[^1].GetProperty("usage").ValueKind);
    }

    [Fact]
    public void Render_ToolCalls_NameOnceArgumentsInPieces()
    {
        string arguments = JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = new('x', 5000) });
        string body = $$"""
            {"id":"1","object":"chat.completion","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[
              {"id":"call_a","type":"function","function":{"name":"first","arguments":"{{JsonEncodedText.Encode(arguments)}}"},"extra_content":{"google":{"thought_signature":"s"} } },
              {"id":"call_b","type":"function","function":{"name":"second","arguments":""} }]} }]}
            """;

        JsonElement[] chunks = Chunks(body);

        Assert.Equal(JsonValueKind.Null, chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("content").ValueKind);
        JsonElement[] deltas = [.. chunks.Select(Delta).Where(delta => delta.TryGetProperty("tool_calls", out _)).Select(delta => delta.GetProperty("tool_calls")[0])];
        Assert.Equal(
            """{"index":0,"id":"call_a","type":"function","function":{"name":"first","arguments":""},"extra_content":{"google":{"thought_signature":"s"}}}""",
            deltas[0].GetRawText());
        Assert.Equal(arguments, string.Concat(deltas.Where(delta => delta.GetProperty("index").GetInt32() == 0).Select(delta => delta.GetProperty("function").GetProperty("arguments").GetString())));
        Assert.Single(deltas, delta => delta.TryGetProperty("id", out JsonElement id) && id.GetString() == "call_a");
        Assert.Equal("""{"index":1,"id":"call_b","type":"function","function":{"name":"second","arguments":""}}""", deltas[^1].GetRawText());
        Assert.Equal("tool_calls", chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public void Render_CustomToolCall_StreamsItsInput()
    {
        JsonElement[] chunks = Chunks("""{"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[{"id":"c","type":"custom","custom":{"name":"sql","input":"select 1"}}]}}]}""");

        Assert.Equal("""{"tool_calls":[{"index":0,"id":"c","type":"custom","custom":{"name":"sql","input":""}}]}""", Delta(chunks[1]).GetRawText());
        Assert.Equal("""{"tool_calls":[{"index":0,"custom":{"input":"select 1"}}]}""", Delta(chunks[2]).GetRawText());
    }

    [Fact]
    public void Render_SeveralChoices_KeepTheirIndexAndFinishLast()
    {
        JsonElement[] chunks = Chunks("""
            {"choices":[{"message":{"content":"a"},"finish_reason":"stop"},{"message":{"content":"b"},"finish_reason":"length"}],"aiproxy":{}}
            """);

        Assert.Equal([0, 0, 1, 1, 0, 1], chunks.Select(chunk => chunk.GetProperty("choices")[0].GetProperty("index").GetInt32()));
        Assert.Equal([null, null, null, null, "stop", "length"], chunks.Select(chunk => chunk.GetProperty("choices")[0].GetProperty("finish_reason").GetString()));
        Assert.Equal([false, false, false, false, false, true], chunks.Select(chunk => chunk.TryGetProperty("aiproxy", out _)));
    }

    [Fact]
    public void Render_Refusal_IsADelta()
    {
        JsonElement[] chunks = Chunks("""{"choices":[{"message":{"role":"assistant","content":null,"refusal":"No."},"finish_reason":"stop"}]}""");

        Assert.Equal("""{"refusal":"No."}""", Delta(chunks[1]).GetRawText());
    }

    [Fact]
    public void Render_LongText_IsCutBetweenCharacters()
    {
        string text = "x" + string.Concat(Enumerable.Repeat("\U0001F600", 3000)) + "\n\nend";

        JsonElement[] chunks = Chunks($$"""{"choices":[{"message":{"content":"{{JsonEncodedText.Encode(text)}}"},"finish_reason":"stop"}]}""");

        string[] pieces = [.. chunks.Select(Delta).Where(delta => delta.TryGetProperty("content", out _)).Select(delta => delta.GetProperty("content").GetString()!)];
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 0, 2048));
        Assert.All(pieces, piece => Assert.Equal(piece, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece))));
    }

    [Fact]
    public void Render_Logprobs_AreWholeWhenPutTogether()
    {
        string tokens = string.Join(",", Enumerable.Range(0, 100).Select(i => $$"""{"token":"{{i}}","logprob":-0.5,"bytes":null,"top_logprobs":[]}"""));

        JsonElement[] chunks = Chunks($$"""{"choices":[{"message":{"content":"x"},"logprobs":{"content":[{{tokens}}],"refusal":null},"finish_reason":"stop"}]}""");

        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => $"{i}"),
            chunks.Select(chunk => chunk.GetProperty("choices")[0].GetProperty("logprobs"))
                .Where(logprobs => logprobs.ValueKind is JsonValueKind.Object)
                .SelectMany(logprobs => logprobs.GetProperty("content").EnumerateArray().Select(token => token.GetProperty("token").GetString())));
    }

    [Fact]
    public void Render_MembersNobodyKnows_ReachTheClient()
    {
        JsonElement[] chunks = Chunks("""
            {"service_tier":"flex","choices":[{"message":{"reasoning_content":"Hm.","content":"x","annotations":[{"a":1}]},"finish_reason":"stop","content_filter_results":{}}],"later":1}
            """);

        Assert.All(chunks, chunk => Assert.Equal("flex", chunk.GetProperty("service_tier").GetString()));
        Assert.Equal("""{"reasoning_content":"Hm."}""", Delta(chunks[1]).GetRawText());
        Assert.Equal("""{"annotations":[{"a":1}]}""", Delta(chunks[3]).GetRawText());
        Assert.True(chunks[^1].GetProperty("choices")[0].TryGetProperty("content_filter_results", out _));
        Assert.Equal(1, chunks[^1].GetProperty("later").GetInt32());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[7]}""")]
    [InlineData("""{"choices":[{"message":"x"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"\ud83d"}}]}""")]
    public void Render_NoCompletion_IsNull(string body) => Assert.Null(CompletionEvents.Render(Encoding.UTF8.GetBytes(body), new StreamRequest(false)));

    private static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    private static JsonElement[] Chunks(string body, bool includeUsage = false)
    {
        string[] events = RenderText(body, includeUsage).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("data: [DONE]", events[^1]);
        return [.. events[..^1].Select(text => JsonElement.Parse(text["data: ".Length..]))];
    }

    private static string RenderText(string body, bool includeUsage = false) =>
        Encoding.UTF8.GetString(CompletionEvents.Render(Encoding.UTF8.GetBytes(body), new StreamRequest(includeUsage))!.Value.Span);
}
