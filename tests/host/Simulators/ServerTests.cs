using AiProxy.Providers;

namespace AiProxy.Simulators.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task Calls_BeyondTheLimit_KeepsTheNewest()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { MaxLoggedCalls = 2 }, token);
        using var client = new HttpClient();
        for (int i = 1; i <= 3; i++)
        {
            using var content = new StringContent($$"""{"model":"m{{i}}","messages":[{"role":"user","content":"x"}]}""");
            using HttpResponseMessage response = await client.PostAsync(new Uri(server.BaseUrl("openai") + "/chat/completions"), content, token);
            response.EnsureSuccessStatusCode();
        }

        Assert.Equal(["m2", "m3"], server.Calls.Select(call => call.Model));
        Assert.Equal([2L, 3L], server.Calls.Select(call => call.Number));
        Assert.Equal(3, server.TotalCalls);
        Assert.False(server.Calls[0].HasKey);
    }

    [Fact]
    public async Task Calls_WithLargeBodies_KeepsWhatFits()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using SimulatorServer server = await SimulatorServer.StartAsync(cancellationToken: token);
        using var client = new HttpClient();
        string prompt = new('x', 1_000_000);
        for (int i = 1; i <= 10; i++)
        {
            using var content = new StringContent($$"""{"model":"m{{i}}","messages":[{"role":"user","content":"{{prompt}}"}]}""");
            using HttpResponseMessage response = await client.PostAsync(new Uri(server.BaseUrl("openai") + "/chat/completions"), content, token);
            response.EnsureSuccessStatusCode();
        }

        Assert.Equal(["m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10"], server.Calls.Select(call => call.Model));
    }

    [Fact]
    public async Task StartAsync_AddressTaken_Throws()
    {
        await using SimulatorServer first = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() =>
            SimulatorServer.StartAsync(new SimulatorOptions { Urls = first.Address }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task BaseUrl_EveryFormatThereIs_HasOne()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        foreach (string format in ProviderFormats.Names)
        {
            Assert.StartsWith(server.Address + "/", server.BaseUrl(format));
        }
        Assert.Throws<ArgumentException>(() => server.BaseUrl("soap"));
    }
}
