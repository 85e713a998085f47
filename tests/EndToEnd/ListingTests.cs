using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests;

/// <summary>What the host says of itself.</summary>
public sealed class ListingTests
{
    [Fact]
    public async Task Models_List_HasEveryRoute()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.Http.GetAsync(new Uri("/v1/models", UriKind.Relative), TestContext.Current.CancellationToken);

        IEnumerable<string?> ids = (await response.JsonAsync()).GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString());
        Assert.Superset(new HashSet<string?> { "panel-all", "panel-first", "panel-race", "panel-vote", "gpt", "claude", "gemini" }, ids.ToHashSet());
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // Which providers are simulated is the deployed functions' affair.
    public async Task Health_NoKeys_SaysEveryProviderIsSimulated()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.Http.GetAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken);

        JsonElement health = await response.JsonAsync();
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal("aggregate", health.GetProperty("workflows").EnumerateArray().Single().GetString());
        Assert.All(health.GetProperty("providers").EnumerateObject(), provider => Assert.Equal("simulated", provider.Value.GetString()));
    }
}
