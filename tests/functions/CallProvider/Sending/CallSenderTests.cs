using System.Net;
using System.Text.Json;
using AiProxy.CallProvider.Sending;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;

namespace AiProxy.CallProvider.Tests.Sending;

public sealed class CallSenderTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Send_GoodAnswer_IsCanonicalWithUsageCostAndLatency()
    {
        _bench.Provider.Does(_ =>
        {
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(812));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(FakeProvider.Hello) });
        });

        CallResult result = await _bench.SendAsync(Bench.Input());

        Assert.True(result.Ok);
        Assert.Equal("openai", result.Id);
        Assert.Equal(812, result.LatencyMs);
        Assert.Equal("gpt-5.2-2026", result.Model);
        Assert.Equal(1100, result.Usage!.TotalTokens);
        Assert.Equal(0.003m, result.CostUsd);
        Assert.Equal(["/logit_bias"], result.Dropped);
        Assert.Equal("hello", Bench.AnswerIn(result).Choices[0].Message.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Send_Body_IsTheTargetsWireRequest()
    {
        _bench.Provider.Answers(FakeProvider.Hello);

        await _bench.SendAsync(Bench.Input());

        Assert.Equal("""{"model":"gpt-5.2","messages":[{"role":"user","content":"hi"}]}""", Assert.Single(_bench.Provider.Bodies));
        Assert.Equal("http://provider.test/v1/chat/completions", Assert.Single(_bench.Provider.Urls)!.ToString());
    }

    [Fact]
    public async Task Send_BodyByReference_IsRead()
    {
        _bench.Provider.Answers(FakeProvider.Hello);
        _bench.Payloads.Stored["far"] = """{"far":true}"""u8.ToArray();
        CallInput input = Bench.Input();

        await _bench.SendAsync(input with { Call = input.Call with { Request = new Payload { Ref = "far" } } });

        Assert.Equal("""{"far":true}""", Assert.Single(_bench.Provider.Bodies));
    }

    [Fact]
    public async Task Send_NoPrice_CostIsUnknown()
    {
        _bench.Provider.Answers(FakeProvider.Hello);
        CallInput input = Bench.Input();

        CallResult result = await _bench.SendAsync(input with { Call = input.Call with { Price = null } });

        Assert.Null(result.CostUsd);
    }

    [Fact]
    public async Task Send_NoUsage_CostIsUnknown()
    {
        _bench.Provider.Answers("""{"id":"1","model":"m","choices":[{"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}""");

        CallResult result = await _bench.SendAsync(Bench.Input());

        Assert.Null(result.Usage);
        Assert.Null(result.CostUsd);
    }

    [Fact]
    public async Task Send_LongAnswer_GoesToThePayloadStore()
    {
        string text = new('x', StateSize.PerPart(StateSize.MaxTargets));
        _bench.Provider.Answers($$"""{"id":"1","model":"m","choices":[{"message":{"role":"assistant","content":"{{text}}"},"finish_reason":"stop"}]}""");

        CallResult result = await _bench.SendAsync(Bench.Input());

        Assert.Null(result.Answer!.Inline);
        ChatAnswer? stored = JsonSerializer.Deserialize(_bench.Payloads.Stored[result.Answer.Ref!].Span, ContractsJsonContext.Default.ChatAnswer);
        Assert.Equal(text, stored!.Choices[0].Message.GetProperty("content").GetString());
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(result, ContractsJsonContext.Default.CallResult).Length < 1000);
    }

    [Fact]
    public async Task Send_UnknownFormat_SaysVersionsDiffer()
    {
        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.SendAsync(Bench.Input(format: "telex")));

        Assert.Contains("'telex'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, """{"error":{"message":"slow down"}}""", typeof(RateLimitedException))]
    [InlineData(HttpStatusCode.InternalServerError, "<html>", typeof(ProviderUnavailableException))]
    [InlineData(HttpStatusCode.BadGateway, "", typeof(ProviderUnavailableException))]
    [InlineData(HttpStatusCode.BadRequest, """{"error":{"message":"bad temperature"}}""", typeof(ProviderRejectedException))]
    [InlineData(HttpStatusCode.Unauthorized, """{"error":{"message":"who are you"}}""", typeof(AuthenticationFailedException))]
    public async Task Send_ErrorStatus_IsTheFormatsClass(HttpStatusCode status, string body, Type expected)
    {
        _bench.Provider.Answers(body, status);

        Exception? e = await Record.ExceptionAsync(() => _bench.SendAsync(Bench.Input()));

        Assert.IsType(expected, e);
    }

    [Fact]
    public async Task Send_RetryAfter_EndsTheMessage()
    {
        _bench.Provider.Does(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("{}") };
            response.Headers.Add("retry-after", "7");
            return Task.FromResult(response);
        });

        RateLimitedException e = await Assert.ThrowsAsync<RateLimitedException>(() => _bench.SendAsync(Bench.Input()));

        Assert.EndsWith("retry-after-ms=7000", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("""{"choices":[]}""")]
    public async Task Send_BadAnswerUnder200_IsUnavailable(string body)
    {
        _bench.Provider.Answers(body);

        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input()));
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task Send_Redirect_IsNotFollowed(HttpStatusCode status)
    {
        _bench.Provider.Answers("", status);

        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input()));

        Assert.Contains("redirect", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, _bench.Provider.Calls);
    }

    [Fact]
    public async Task Send_EndlessAnswer_IsCutOff()
    {
        _bench.Provider.Answers(new StreamContent(new DripStream(long.MaxValue)));

        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input()));

        Assert.Equal("the answer is longer than 16 MB", e.Message);
    }

    [Fact]
    public async Task Send_EndlessError_IsReadAsFarAsNeeded()
    {
        var stream = new DripStream(long.MaxValue);
        _bench.Provider.Answers(new StreamContent(stream), HttpStatusCode.ServiceUnavailable);

        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input()));

        Assert.True(stream.Given <= WireClient.MaxErrorBytes + 1);
    }

    [Fact]
    public async Task Send_AnswerWithTheKeyInIt_LosesTheKey()
    {
        _bench.Secrets.Keys["s"] = "sk-0123456789abcdef";
        _bench.Provider.Answers("""{"id":"1","model":"m","choices":[{"message":{"role":"assistant","content":"you sent sk-0123456789abcdef"},"finish_reason":"stop"}]}""");

        CallResult result = await _bench.SendAsync(Bench.Input(secret: "s"));

        Assert.Equal("you sent ***", Bench.AnswerIn(result).Choices[0].Message.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Send_ErrorWithTheKeyInIt_LosesTheKey()
    {
        _bench.Secrets.Keys["s"] = "odd.key/of+no:known=form";
        _bench.Provider.Answers("""{"error":{"message":"token odd.key/of+no:known=form is too old"}}""", HttpStatusCode.BadRequest);

        ProviderRejectedException e = await Assert.ThrowsAsync<ProviderRejectedException>(() => _bench.SendAsync(Bench.Input(secret: "s")));

        Assert.DoesNotContain("odd.key", e.ToString(), StringComparison.Ordinal);
        Assert.Contains("is too old", e.Message, StringComparison.Ordinal);
    }
}
