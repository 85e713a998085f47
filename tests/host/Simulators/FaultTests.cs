using System.Diagnostics;
using System.Globalization;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;

namespace AiProxy.Simulators.Tests;

/// <summary>Every fault, through the proxy's own formats: the simulator's shape and the format's classification check each other.</summary>
public sealed class FaultTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<string, string, Type> Faults
    {
        get
        {
            var rows = new TheoryData<string, string, Type>();
            foreach (string format in SimulatorFixture.Formats)
            {
                rows.Add(format, "@fail=400", typeof(ProviderRejectedException));
                rows.Add(format, "@fail=401", typeof(AuthenticationFailedException));
                rows.Add(format, "@fail=402", typeof(QuotaExhaustedException));
                rows.Add(format, "@fail=403", typeof(AuthenticationFailedException));
                rows.Add(format, "@fail=404", typeof(ProviderRejectedException));
                rows.Add(format, "@fail=408", typeof(ProviderTimeoutException));
                rows.Add(format, "@fail=409", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=413", typeof(ContextLengthExceededException));
                rows.Add(format, "@fail=429", typeof(RateLimitedException));
                rows.Add(format, "@fail=500", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=502", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=503", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=504", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=529", typeof(ProviderUnavailableException));
                rows.Add(format, "@quota", typeof(QuotaExhaustedException));
                rows.Add(format, "@auth", typeof(AuthenticationFailedException));
                rows.Add(format, "@context", typeof(ContextLengthExceededException));
                rows.Add(format, "@blocked", typeof(ContentFilteredException));
                rows.Add(format, "@bad-json", typeof(ProviderUnavailableException));
                rows.Add(format, "@empty", typeof(ProviderUnavailableException));
                rows.Add(format, "@empty@fail=503", typeof(ProviderUnavailableException));
                rows.Add(format, "@html", typeof(ProviderUnavailableException));
                rows.Add(format, "@html@fail=403", typeof(AuthenticationFailedException));
                rows.Add(format, "@no-choices", typeof(ProviderUnavailableException));
                rows.Add(format, "@error-in-200", typeof(ProviderUnavailableException));
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Ask_Fault_IsClassified(string format, string behaviour, Type expected)
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => simulator.AskAsync(format, $"m{behaviour}", "Hello"));

        Assert.IsType(expected, failure);
        Assert.Equal(SimulatedOutcome.Failed, simulator.Server.Calls.Last(call => call.Format == format && call.Model == $"m{behaviour}").Outcome);
    }

    [Theory]
    [InlineData("openai", "@retry-after=2", 2000)]
    [InlineData("openai", "@fail=429@retry-after=250ms", 250)]
    [InlineData("anthropic", "@retry-after=2", 2000)]
    [InlineData("anthropic", "@retry-after=1.5", 2000)]
    [InlineData("gemini", "@retry-after=2", 2000)]
    [InlineData("gemini", "@retry-after=1.5", 1500)]
    public async Task Ask_RetryAfter_EndsTheMessage(string format, string behaviour, int milliseconds)
    {
        RateLimitedException failure = await Assert.ThrowsAsync<RateLimitedException>(() => simulator.AskAsync(format, $"m{behaviour}", "Hello"));

        Assert.EndsWith($"retry-after-ms={milliseconds}", failure.Message);
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_FailTimes_FailsThatOftenThenAnswers(string format)
    {
        const string Model = "m@fail-times=2@fail=503";
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => simulator.AskAsync(format, Model, "Hello"));
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => simulator.AskAsync(format, Model, "Hello"));

        ChatAnswer answer = await simulator.AskAsync(format, Model, "Hello");

        Assert.Equal("[simulated m] You said: Hello", SimulatorFixture.TextOf(answer));
    }

    [Fact]
    public async Task Ask_FailTimesWithAnotherKey_CountsApart()
    {
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => simulator.AskAsync("openai", "m@fail-times=1@key=a", "Hello"));
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => simulator.AskAsync("openai", "m@fail-times=1@key=b", "Hello"));

        await simulator.AskAsync("openai", "m@fail-times=1@key=a", "Hello");
        await simulator.AskAsync("openai", "m@fail-times=1@key=b", "Hello");
    }

    [Fact]
    public async Task Ask_FailTimesOfAnyFault_EndsIt()
    {
        await Assert.ThrowsAsync<QuotaExhaustedException>(() => simulator.AskAsync("anthropic", "m@fail-times=1@quota", "Hello"));

        await simulator.AskAsync("anthropic", "m@fail-times=1@quota", "Hello");
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_Cut_BreaksTheConnection(string format)
    {
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulator.AskAsync(format, "m@cut", "Hello"));

        Assert.Equal(SimulatedOutcome.Failed, simulator.Server.Calls.Last(call => call.Format == format && call.Model == "m@cut").Outcome);
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_CutBefore_BreaksTheConnectionWithoutAnAnswer(string format)
    {
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulator.AskAsync(format, "m@cut=before", "Hello"));

        SimulatedCall call = simulator.Server.Calls.Last(call => call.Format == format && call.Model == "m@cut=before");
        Assert.Equal((SimulatedOutcome.Failed, null), (call.Outcome, call.Status));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    public async Task Ask_RetryDate_IsADate(string format)
    {
        RateLimitedException failure = await Assert.ThrowsAsync<RateLimitedException>(() => simulator.AskAsync(format, "m@retry-date=7", "Hello"));

        // A date has whole seconds.
        Assert.InRange(int.Parse(failure.Message[(failure.Message.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture), 6001, 7000);
    }

    [Fact]
    public async Task Post_Redirect_PointsElsewhere()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        using var content = new StringContent("""{"model":"m@redirect","messages":[{"role":"user","content":"x"}]}""");

        using HttpResponseMessage response = await client.PostAsync(
            new Uri(simulator.Server.BaseUrl("openai") + "/chat/completions"), content, TestContext.Current.CancellationToken);

        Assert.Equal(307, (int)response.StatusCode);
        Assert.Equal("elsewhere.invalid", response.Headers.Location!.Host);
    }

    [Fact]
    public async Task Post_Type_IsTheContentType()
    {
        (int status, HttpResponseMessage response, _) = await simulator.PostAsync(
            "/openai/v1/chat/completions", """{"model":"m@type=text/plain","messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal((200, "text/plain"), (status, response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("m@huge", 200)]
    [InlineData("m@huge@fail=500", 500)]
    public async Task Post_Huge_NeverEndsInTime(string model, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, simulator.Server.BaseUrl("openai") + "/chat/completions")
        {
            Content = new StringContent($$"""{"model":"{{model}}","messages":[{"role":"user","content":"x"}]}"""),
        };
        using HttpResponseMessage response = await simulator.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        byte[] buffer = new byte[1024 * 1024];
        for (int i = 0; i < 17; i++)
        {
            Assert.Equal(buffer.Length, await body.ReadAtLeastAsync(buffer, buffer.Length, cancellationToken: TestContext.Current.CancellationToken));
        }

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Null(response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("m@drip")]
    [InlineData("m@drip=1s")]
    public async Task Ask_Drip_ComesWholeInTheEnd(string model)
    {
        Task<ChatAnswer> answer = simulator.AskAsync("openai", model, "Hello");
        await Received(model);
        Assert.False(answer.IsCompleted);

        while (!answer.IsCompleted)
        {
            simulator.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(answer, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        Assert.Equal("[simulated m] You said: Hello", SimulatorFixture.TextOf(await answer));
    }

    [Fact]
    public async Task Ask_Delay_WaitsOnTheClock()
    {
        Task<ChatAnswer> answer = simulator.AskAsync("openai", "m@delay=300ms", "Hello");
        await Received("m@delay=300ms");
        Assert.False(answer.IsCompleted);

        // The call may not have reached its wait yet, and only waits that were there see time pass.
        while (!answer.IsCompleted)
        {
            simulator.Time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.WhenAny(answer, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        Assert.Equal("[simulated m] You said: Hello", SimulatorFixture.TextOf(await answer));
    }

    [Theory]
    [InlineData("m@nonsense")]
    [InlineData("m@fail=200")]
    [InlineData("m@delay=soon")]
    [InlineData("m@hang@cut")]
    [InlineData("m@hang=1")]
    [InlineData("m@cut=after")]
    [InlineData("m@cut=before@hang")]
    [InlineData("m@tools=0")]
    [InlineData("m@type=")]
    [InlineData("m@drip=often")]
    [InlineData("m@")]
    public async Task Ask_UnknownBehaviour_SaysWhatThereIs(string model)
    {
        foreach (string format in SimulatorFixture.Formats)
        {
            ProviderRejectedException failure = await Assert.ThrowsAsync<ProviderRejectedException>(() => simulator.AskAsync(format, model, "Hello"));
            Assert.Contains("It knows delay=300ms, fail=429", failure.Message);
        }
    }

    [Fact]
    public async Task Ask_VersionInTheName_IsNoBehaviour()
    {
        Assert.Equal("claude-sonnet-4@20250514", (await simulator.AskAsync("anthropic", "claude-sonnet-4@20250514@length", "Hello")).Model);
    }

    private async Task Received(string model)
    {
        var patience = Stopwatch.StartNew();
        while (!simulator.Server.Calls.Any(call => call.Model == model))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), "The call did not arrive.");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
