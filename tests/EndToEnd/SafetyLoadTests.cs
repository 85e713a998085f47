using System.Net;
using System.Text.Json;

namespace AiProxy.EndToEnd.Tests;

/// <summary>What becomes of more requests than the host takes on, and of those that run when it stops.</summary>
public sealed class SafetyLoadTests
{
    private const string Ask = """{"model":"chat","messages":[{"role":"user","content":"Name a prime number."}]}""";

    [Fact]
    public async Task Queue_Full_Is429AndTheNextTryIsWelcome()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("gpt-5.2@delay=1s"), null, "--AiProxy:MaxConcurrentRequests", "1", "--AiProxy:MaxQueuedRequests", "1");
        Task<HttpResponseMessage> running = host.PostAsync(Ask);
        await host.HealthAsync(health => Load(health) == (1, 0));
        Task<HttpResponseMessage> queued = host.PostAsync(Ask);
        await host.HealthAsync(health => Load(health) == (1, 1));

        using HttpResponseMessage refused = await host.PostAsync(Ask);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("server_busy", (await refused.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("true", refused.Headers.GetValues("x-should-retry").Single());
        Assert.StartsWith("req_", refused.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await queued).StatusCode);
        Assert.Equal(2, host.Simulators.Calls.Count);
        await host.HealthAsync(health => Load(health) == (0, 0));
    }

    [Fact]
    public async Task Queue_ClientGoesAway_LeavesIt()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("gpt-5.2@hang"), null, "--AiProxy:MaxConcurrentRequests", "1", "--AiProxy:MaxQueuedRequests", "1");
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        Task running = host.PostAsync(Ask, first.Token);
        await host.HealthAsync(health => Load(health) == (1, 0));
        Task queued = host.PostAsync(Ask, second.Token);
        await host.HealthAsync(health => Load(health) == (1, 1));

        await second.CancelAsync();
        await host.HealthAsync(health => Load(health) == (1, 0));
        await first.CancelAsync();
        await host.HealthAsync(health => Load(health) == (0, 0));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
    }

    [Fact]
    public async Task Stop_WithinTheGrace_LetsARunningRequestFinish()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("gpt-5.2@delay=1s"));
        Task<HttpResponseMessage> running = host.PostAsync(Ask);
        await host.HealthAsync(health => Load(health) == (1, 0));

        await host.StopAsync();

        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => host.PostAsync(Ask));
    }

    [Fact]
    public async Task Stop_GraceIsOver_AnswersARunningRequestAndAQueuedOne()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("gpt-5.2@hang"), null, "--AiProxy:ShutdownGraceSeconds", "1", "--AiProxy:MaxConcurrentRequests", "1");
        Task<HttpResponseMessage> running = host.PostAsync(Ask);
        await host.HealthAsync(health => Load(health) == (1, 0));
        Task<HttpResponseMessage> queued = host.PostAsync(Ask);
        await host.HealthAsync(health => Load(health) == (1, 1));

        await host.StopAsync();

        foreach (Task<HttpResponseMessage> request in (Task<HttpResponseMessage>[])[running, queued])
        {
            using HttpResponseMessage response = await request;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("shutting_down", (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
            Assert.Equal("true", response.Headers.GetValues("x-should-retry").Single());
            Assert.Equal("5", response.Headers.GetValues("Retry-After").Single());
            Assert.StartsWith("req_", response.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
        }
    }

    private static (int Running, int Queued) Load(JsonElement health) =>
        (health.GetProperty("running").GetInt32(), health.GetProperty("queued").GetInt32());

    private static string Routes(string model) =>
        "{\"providers\": {\"openai\": {} }, \"routes\": {\"chat\": {\"timeoutMs\": 20000, \"targets\": [\"openai/" + model + "\"]} } }";
}
