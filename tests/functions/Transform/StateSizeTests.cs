using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.Transform.Tests;

/// <summary>No state's data may pass 256 KiB, at the most targets a route may have and whatever the prompt is made of.</summary>
public sealed class StateSizeTests
{
    private const int PromptsAndAnswers = 200_000;

    public static TheoryData<string, int> Prompts => new()
    {
        { "plain text. ", 200_000 },
        { "plain text. ", 22_000 },
        { "你好，世界。", 22_000 },
        { "\\u4f60\\u597d", 22_000 },
        { "\\\"<'&>+`", 22_000 },
        { "😀", 22_000 },
        { "\\n\\t", 22_000 },
    };

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task TransformAsync_EightTargets_StaysWithinStateData(string text, int bytes)
    {
        string prompt = string.Concat(Enumerable.Repeat(text, bytes / Encoding.UTF8.GetByteCount(text)));
        string targets = string.Join(",", Enumerable.Range(0, 8).Select(i => $$"""{ "model": "{{new[] { "openai", "anthropic", "gemini" }[i % 3]}}/m{{i}}", "params": { "seed": {{i}}, "max_tokens": 100 } }"""));
        var payloads = new MemoryPayloads();
        ValidatedRequest input = Cases.Input(
            $$"""{ "strategy": "all", "dropUnsupported": true, "targets": [{{targets}}] }""",
            $$"""{ "model": "chat", "logit_bias": {}, "messages": [{ "role": "user", "content": "{{prompt}}" }] }""");

        WavePlan waves = await Cases.TransformAsync(input, payloads);

        using var written = new MemoryStream();
        new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>().Serialize(waves, written);
        Assert.InRange(written.Length, 1, PromptsAndAnswers);
        Assert.Equal(8, waves.Waves[0].Calls.Length);
    }

    [Fact]
    public async Task TransformAsync_LongPrompt_TravelsByReferenceAndCanBeReadBack()
    {
        var payloads = new MemoryPayloads();
        string request = $$"""{ "model": "chat", "messages": [{ "role": "user", "content": "{{new string('x', 200_000)}}" }] }""";

        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "targets": ["openai/a"] }""", request), payloads);

        Call call = waves.Waves[0].Calls[0];
        Assert.Null(call.Request.Inline);
        Assert.StartsWith("req_1", call.Request.Ref, StringComparison.Ordinal);
        JsonElement body = await payloads.ReadAsync(call.Request, TestContext.Current.CancellationToken);
        Assert.Equal(200_000, body.GetProperty("messages")[0].GetProperty("content").GetString()!.Length);
    }

    [Fact]
    public async Task TransformAsync_LongPromptWithoutStore_SaysWhatIsMissing()
    {
        string request = $$"""{ "model": "chat", "messages": [{ "role": "user", "content": "{{new string('x', 200_000)}}" }] }""";

        var exception = await Assert.ThrowsAsync<NotSupportedException>(() => Cases.TransformAsync(Cases.Input("""{ "targets": ["openai/a"] }""", request)));

        Assert.Contains("payload store", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TransformAsync_DeepestRequest_CanBeReadByTheNextFunction()
    {
        // The request's own object, "metadata", and the rest in one value.
        int levels = RequestBody.MaxDepth - 1;
        string deep = string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
        string request = $$"""{ "model": "chat", "messages": [{ "role": "user", "content": "x" }], "new_member": {{deep}} }""";
        Assert.Null(RequestBody.TryParse(Encoding.UTF8.GetBytes(request), out JsonElement body));
        var serializer = new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>();

        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "targets": ["openai/a"] }""") with { Request = Payload.Of(body) });

        using var written = new MemoryStream();
        serializer.Serialize(waves, written);
        written.Position = 0;
        Assert.Equal("openai", serializer.Deserialize<WavePlan>(written).Waves[0].Calls[0].Id);
    }

    [Fact]
    public async Task TransformAsync_BodyThatTheStoreDoesNotTake_IsRefusedWith413()
    {
        string request = $$"""{"model":"chat","messages":[{"role":"user","content":"{{new string('x', 200_000)}}"}]}""";

        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "targets": ["openai/a"] }""", request), new SmallPayloads());

        Assert.Equal(413, waves.Response!.StatusCode);
        Assert.Contains("\"code\":\"request_too_large\"", waves.Response.Body, StringComparison.Ordinal);
    }

    private sealed class SmallPayloads : IPayloadStore
    {
        public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken) =>
            throw new PayloadTooLargeException(utf8Json.Length, 1000);

        public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => throw new PayloadNotFoundException(reference);
    }
}
