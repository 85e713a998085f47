using System.Diagnostics;

namespace AiProxy.Simulators.Tests;

public sealed class CancellationTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("@hang")]
    [InlineData("@stall")]
    [InlineData("@delay=10m")]
    public async Task Ask_ClientGoesAway_IsCancelled(string behaviour)
    {
        foreach (string format in SimulatorFixture.Formats)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            Task ask = simulator.AskAsync(format, $"m{behaviour}", "Hello", patience.Token);
            await Outcome(format, behaviour, SimulatedOutcome.Pending);
            Assert.False(ask.IsCompleted);

            await patience.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
            await Outcome(format, behaviour, SimulatedOutcome.Cancelled);
        }
    }

    [Fact]
    public async Task DisposeAsync_WhileACallHangs_EndsIt()
    {
        SimulatorServer server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var content = new StringContent("""{"model":"m@hang","messages":[{"role":"user","content":"x"}]}""");
        Task<HttpResponseMessage> hanging = simulator.Client.PostAsync(
            new Uri(server.BaseUrl("openai") + "/chat/completions"), content, TestContext.Current.CancellationToken);
        await Until(() => server.TotalCalls == 1);

        await server.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
        Assert.Equal(SimulatedOutcome.Cancelled, Assert.Single(server.Calls).Outcome);
    }

    private Task Outcome(string format, string behaviour, SimulatedOutcome outcome) =>
        Until(() => simulator.Server.Calls.Any(call => call.Format == format && call.Model == $"m{behaviour}" && call.Outcome == outcome));

    // Another thread gets there: real sockets have no clock to advance.
    private static async Task Until(Func<bool> condition)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), "It did not happen.");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
