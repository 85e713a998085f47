using System.Text;
using AiProxy.Contracts.Routes;
using static AiProxy.Gateway.Tests.Http.RunningFunction;

namespace AiProxy.Gateway.Tests.Http;

/// <summary>The Lambda, from API Gateway's event to the bytes of its answer.</summary>
public sealed class GatewayFunctionTests : IAsyncLifetime
{
    private const string Completion = """{"id":"1","object":"chat.completion","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    private RunningFunction _function = null!;

    public async ValueTask InitializeAsync() => _function = await StartAsync();

    public ValueTask DisposeAsync() => _function.DisposeAsync();

    [Fact]
    public async Task Chat_Whole_IsAnsweredWithStatusHeadersAndBody()
    {
        _function.Runner.Outcome = RecordingRunner.Answer(200, Completion);

        StreamedAnswer answer = await _function.AskAsync(Event());

        Assert.Equal((200, Completion), (answer.Status, answer.Body));
        Assert.Equal("application/json", answer.Headers["content-type"]);
        Assert.Equal(_function.Runner.Input!.RequestId, answer.Headers["x-request-id"]);
        Assert.Equal("a", answer.Headers["aiproxy-winner"]);
        Assert.DoesNotContain("content-length", answer.Headers.Keys);
        Assert.Equal("team-a", _function.Runner.Input.Caller);
    }

    [Fact]
    public async Task Chat_Stream_KeepsAliveWhileTheWorkflowRunsAndThenSendsTheEvents()
    {
        _function.Runner.Outcome = RecordingRunner.Answer(200, Completion);
        _function.Runner.Gate = new TaskCompletionSource();
        _function.Invoke(Event(body: """{"model":"chat","stream":true}"""));
        await _function.Runner.Started.Task.WaitAsync(Cancel);

        await StreamBegunAsync();
        _function.Runner.Gate.SetResult();
        StreamedAnswer answer = await _function.AnswerAsync();

        Assert.Equal((200, "text/event-stream; charset=utf-8"), (answer.Status, answer.Headers["content-type"]));
        Assert.Matches("^(: keep-alive\n\n)+data: {", answer.Body);
        Assert.EndsWith("data: [DONE]\n\n", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"principalId":"somebody"}""")]
    [InlineData("""{"caller":"","routes":"*"}""")]
    [InlineData("""{"caller":null,"routes":"*"}""")]
    public async Task Chat_NobodyVouchesForTheCaller_Is401AndNothingRuns(string? authorizer)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(authorizer: authorizer));

        Assert.Equal((401, "invalid_api_key", "false"), (answer.Status, answer.Code, answer.Headers["x-should-retry"]));
        Assert.Equal(0, _function.Runner.Runs);
    }

    [Theory]
    [InlineData("chat", 200)]
    [InlineData("other chat", 200)]
    [InlineData("*", 200)]
    [InlineData("other", 403)]
    [InlineData("CHAT", 403)]
    [InlineData("", 403)]
    [InlineData("* other", 403)]
    public async Task Chat_KeyForSomeRoutes_GetsNoOther(string routes, int expected)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(authorizer: $$"""{"caller":"a","routes":"{{routes}}"}"""));

        Assert.Equal((expected, expected == 200 ? 1 : 0), (answer.Status, _function.Runner.Runs));
        if (expected == 403)
        {
            Assert.Equal(("route_not_allowed", "false"), (answer.Code, answer.Headers["x-should-retry"]));
        }
    }

    [Fact]
    public async Task Chat_AuthorizerNamesNoRoutes_AllowsNone()
    {
        StreamedAnswer answer = await _function.AskAsync(Event(authorizer: """{"caller":"a"}"""));

        Assert.Equal((403, "route_not_allowed"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("""{"messages":[]}""", 400)]
    [InlineData("""{"model":7}""", 400)]
    [InlineData("""{"model":"nobody"}""", 403)]
    [InlineData("""{"model":"openai/gpt-5.2"}""", 403)]
    public async Task Chat_KeyForSomeRoutesAndNoneOfThemNamed_StartsNoWorkflow(string body, int expected)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(body: body, authorizer: """{"caller":"a","routes":"chat"}"""));

        Assert.Equal((expected, 0), (answer.Status, _function.Runner.Runs));
    }

    [Fact]
    public async Task Chat_ScopedKeyAndIdempotencyKey_IsRefusedBeforeAReplay()
    {
        const string headers = """{"Idempotency-Key":"k"}""";
        _function.Runner.Outcome = RecordingRunner.Answer(200, Completion);
        Assert.Equal(200, (await _function.AskAsync(Event(headers: headers))).Status);

        StreamedAnswer answer = await _function.AskAsync(Event(headers: headers, authorizer: """{"caller":"team-a","routes":"other"}"""));

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task Chat_BodyInBase64_IsDecoded()
    {
        string body = """{"model":"chat","messages":[{"role":"user","content":"Grüße, жизнь 🎉"}]}""";

        await _function.AskAsync(Event(body: Convert.ToBase64String(Encoding.UTF8.GetBytes(body)), base64: true));

        Assert.Equal("Grüße, жизнь 🎉", _function.Runner.Input!.Request.Inline!.Value.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("not base64!", true, "unreadable_body")]
    [InlineData("", true, "invalid_json")]
    [InlineData("", false, "invalid_json")]
    [InlineData(null, false, "invalid_json")]
    [InlineData("{", false, "invalid_json")]
    public async Task Chat_BodyIsNoJson_Is400(string? body, bool base64, string code)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(body: body, base64: base64));

        Assert.Equal((400, code, 0), (answer.Status, answer.Code, _function.Runner.Runs));
    }

    [Theory]
    [InlineData("""{"idempotency-key":"k-1"}""", "null", "k-1")]
    [InlineData("""{"IDEMPOTENCY-KEY":"k-1"}""", "null", "k-1")]
    [InlineData("""{"Idempotency-Key":"k-2"}""", """{"Idempotency-Key":["k-1","k-2"]}""", "k-1,k-2")]
    [InlineData("null", """{"idempotency-key":["k-1"]}""", "k-1")]
    [InlineData("null", "null", null)]
    public async Task Chat_IdempotencyKey_IsReadInAnyCase(string headers, string multiValueHeaders, string? expected)
    {
        await _function.AskAsync(Event(headers: headers, multiValueHeaders: multiValueHeaders));

        Assert.Equal(expected, _function.Runner.Input!.IdempotencyKey);
    }

    [Fact]
    public async Task Chat_SameKeyFromAnotherCaller_IsAnotherRequest()
    {
        const string headers = """{"Idempotency-Key":"k"}""";
        _function.Runner.Outcome = RecordingRunner.Answer(200, Completion);

        await _function.AskAsync(Event(headers: headers));
        StreamedAnswer other = await _function.AskAsync(Event(headers: headers, authorizer: """{"caller":"team-b","routes":"*"}"""));
        StreamedAnswer same = await _function.AskAsync(Event(headers: headers));

        Assert.DoesNotContain("idempotency-replayed", other.Headers.Keys);
        Assert.Equal("true", same.Headers["idempotency-replayed"]);
        Assert.Equal(2, _function.Runner.Runs);
    }

    [Theory]
    [InlineData("""{"Content-Type":"text/plain"}""", "unsupported_media_type")]
    [InlineData("""{"Content-Type":"application/json; charset=utf-16"}""", "unsupported_media_type")]
    [InlineData("""{"Content-Type":"application/json","Content-Encoding":"gzip"}""", "unsupported_encoding")]
    public async Task Chat_BodyIsSaidToBeSomethingElse_Is415(string headers, string code)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(headers: headers));

        Assert.Equal((415, code, 0), (answer.Status, answer.Code, _function.Runner.Runs));
    }

    [Theory]
    [InlineData("GET", "/v1/embeddings", 404, "unknown_url")]
    [InlineData("POST", "/", 404, "unknown_url")]
    [InlineData("GET", "/v1/chat/completions", 405, "method_not_allowed")]
    [InlineData("POST", "/v1/models", 405, "method_not_allowed")]
    [InlineData("DELETE", "/healthz", 405, "method_not_allowed")]
    public async Task Any_PathOrMethodNotServed_IsAnErrorThatSdksRead(string method, string path, int status, string code)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(method, path, authorizer: null));

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.StartsWith("req_", answer.Headers["x-request-id"], StringComparison.Ordinal);
        Assert.Equal(status == 405, answer.Headers.ContainsKey("allow"));
    }

    [Theory]
    [InlineData("/v1/chat/completions/", null, "null")]
    [InlineData("/api/v1/chat/completions", "/v1/chat/completions", "null")]
    [InlineData("/api/v1/chat/completions", "/{proxy+}", """{"proxy":"v1/chat/completions"}""")]
    [InlineData("/v1/chat/completions", "/v1/{proxy+}", """{"proxy":"chat/completions"}""")]
    public async Task Chat_BehindABasePathOrAProxyResource_IsFound(string path, string? resource, string pathParameters)
    {
        StreamedAnswer answer = await _function.AskAsync(Event(path: path, resource: resource, pathParameters: pathParameters));

        Assert.Equal((200, 1), (answer.Status, _function.Runner.Runs));
    }

    [Fact]
    public async Task Options_OnAPath_SaysWhatItTakesAndNothingOfOrigins()
    {
        StreamedAnswer answer = await _function.AskAsync(Event("OPTIONS", authorizer: null));

        Assert.Equal((204, "POST, OPTIONS", ""), (answer.Status, answer.Headers["allow"], answer.Body));
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("access-control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("*", "chat other openai/gpt-5.2")]
    [InlineData("other openai/gpt-5.2", "other openai/gpt-5.2")]
    [InlineData("", "")]
    public async Task Models_OfACaller_AreThoseItMayAskFor(string routes, string expected)
    {
        StreamedAnswer answer = await _function.AskAsync(Event("GET", "/v1/models", body: null, authorizer: $$"""{"caller":"a","routes":"{{routes}}"}"""));

        Assert.Equal(200, answer.Status);
        Assert.Equal(expected, string.Join(' ', answer.Json.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task Models_NobodyVouchesForTheCaller_Is401()
    {
        StreamedAnswer answer = await _function.AskAsync(Event("GET", "/v1/models", body: null, authorizer: null));

        Assert.Equal((401, "invalid_api_key"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Models_Head_HasNoBody()
    {
        StreamedAnswer answer = await _function.AskAsync(Event("HEAD", "/v1/models", body: null));

        Assert.Equal((200, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Health_WithoutAKey_SaysThatItIsUpAndNothingElse()
    {
        StreamedAnswer answer = await _function.AskAsync(Event("GET", "/healthz", body: null, authorizer: null));

        Assert.Equal((200, """{"status":"ok"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Any_RoutesCannotBeRead_IsAnErrorThatSdksReadAndHealthSaysIt()
    {
        await using RunningFunction broken = await StartAsync(new BrokenRoutes());

        StreamedAnswer chat = await broken.AskAsync(Event());
        StreamedAnswer models = await broken.AskAsync(Event("GET", "/v1/models", body: null));
        StreamedAnswer health = await broken.AskAsync(Event("GET", "/healthz", body: null));

        Assert.Equal((500, "internal_error"), (chat.Status, chat.Code));
        Assert.Equal((500, "internal_error"), (models.Status, models.Code));
        Assert.Equal((503, """{"status":"unavailable"}"""), (health.Status, health.Body));
    }

    [Fact]
    public async Task Chat_FunctionHasLessTimeThanTheDeadline_TheWorkflowIsToldAndHasTimeToMerge()
    {
        await _function.AskAsync(Event(), TimeSpan.FromSeconds(10));

        // A second to answer in, and two for the workflow to come to its end.
        Assert.InRange(_function.Runner.Input!.TimeLeftMs!.Value, 5_000, 7_000);
    }

    [Fact]
    public async Task Chat_FunctionHasMoreTimeThanTheDeadline_TheDeadlineIsThePlans()
    {
        await _function.AskAsync(Event(), TimeSpan.FromSeconds(60));

        Assert.Null(_function.Runner.Input!.TimeLeftMs);
        Assert.Equal(TimeSpan.FromSeconds(25), _function.Runner.TimeLeft);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chat_FunctionsTimeRunsOut_A504LeavesBefore(bool hasKey)
    {
        _function.Runner.Gate = new TaskCompletionSource();
        _function.Invoke(Event(headers: hasKey ? """{"Idempotency-Key":"k"}""" : "null"), TimeSpan.FromSeconds(30));
        await _function.Runner.Started.Task.WaitAsync(Cancel);

        _function.Time.Advance(TimeSpan.FromSeconds(29));
        StreamedAnswer answer = await _function.AnswerAsync();

        Assert.Equal((504, "gateway_timeout", hasKey ? "true" : "false"), (answer.Status, answer.Code, answer.Headers["x-should-retry"]));
        Assert.Equal(0, _function.Records.Count);
    }

    [Fact]
    public async Task Stream_FunctionsTimeRunsOut_AnErrorEventLeavesBefore()
    {
        _function.Runner.Gate = new TaskCompletionSource();
        _function.Invoke(Event(body: """{"model":"chat","stream":true}"""), TimeSpan.FromSeconds(30));
        await _function.Runner.Started.Task.WaitAsync(Cancel);

        await StreamBegunAsync();
        _function.Time.Advance(TimeSpan.FromSeconds(29));
        StreamedAnswer answer = await _function.AnswerAsync();

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"code\":\"gateway_timeout\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"status\":504", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_FunctionHasNoTimeToSpeakOf_Is504AndNothingRuns()
    {
        StreamedAnswer answer = await _function.AskAsync(Event(), TimeSpan.FromSeconds(3));

        Assert.Equal((504, "gateway_timeout", 0), (answer.Status, answer.Code, _function.Runner.Runs));
    }

    // The workflow may have begun before the stream's timer did: then the second step is what it counts.
    private async Task StreamBegunAsync()
    {
        Task<bool> begun = _function.Api.Pieces.WaitToReadAsync(Cancel).AsTask();
        for (int i = 0; i < 5 && !begun.IsCompleted; i++)
        {
            _function.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(begun, Task.Delay(TimeSpan.FromSeconds(1), Cancel));
        }
        Assert.True(begun.IsCompletedSuccessfully);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class BrokenRoutes : IRouteSource
    {
        public RouteTable Current => throw new InvalidDataException("no routes");
    }
}
