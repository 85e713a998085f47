using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AiProxy.Simulators;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>Everybody whom the catalogue's routes ask: simulators, a provider on a bare socket, and some who are not there at all.</summary>
internal sealed class CatalogueProviders : IAsyncDisposable
{
    /// <summary>The setting that holds the key of every provider.</summary>
    public const string KeySetting = "CATALOGUE_API_KEY";

    /// <summary>A setting that is there and holds no key.</summary>
    public const string BlankKeySetting = "CATALOGUE_BLANK_API_KEY";

    private const string Secret = "aiproxy/catalogue";

    // Bound and never listening: connections to it are refused, and nobody else is given the port.
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private CatalogueProviders(SimulatorServer simulators)
    {
        Simulators = simulators;
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public SimulatorServer Simulators { get; }

    public RawProvider Raw { get; } = new();

    public static async Task<CatalogueProviders> StartAsync() =>
        new(await SimulatorServer.StartAsync(new SimulatorOptions { MaxLoggedCalls = 10_000 }, TestContext.Current.CancellationToken));

    /// <summary>A routes file in which every row has a route of its name.</summary>
    public string RoutesFor(IEnumerable<FailureRow> rows)
    {
        var providers = new JsonObject
        {
            ["openai"] = Provider("openai", Simulators.BaseUrl("openai")),
            ["anthropic"] = Provider("anthropic", Simulators.BaseUrl("anthropic")),
            ["gemini"] = Provider("gemini", Simulators.BaseUrl("gemini")),
            ["raw"] = Provider("openai", $"http://127.0.0.1:{Raw.Port}/v1"),
            ["no-tls"] = Provider("openai", $"https://127.0.0.1:{Raw.Port}/v1"),
            ["no-name"] = Provider("openai", "http://provider.invalid/v1"),
            ["no-port"] = Provider("openai", $"http://127.0.0.1:{((IPEndPoint)_closed.LocalEndPoint!).Port}/v1"),
            ["no-key"] = Provider("openai", Simulators.BaseUrl("openai"), "aiproxy/catalogue-blank"),
        };
        var routes = new JsonObject();
        foreach (FailureRow row in rows)
        {
            routes[row.Name] = row.Route.DeepClone();
        }
        return new JsonObject { ["providers"] = providers, ["routes"] = routes }.ToJsonString();
    }

    /// <summary>What the providers of one row saw.</summary>
    public IEnumerable<string> CallsOf(FailureRow row)
    {
        string key = $"@key={row.Name}";
        return
        [
            .. Simulators.Calls.Where(call => call.Model.EndsWith(key, StringComparison.Ordinal)).Select(call => $"{call.Format} {call.Outcome}"),
            .. Raw.Calls.Where(call => call.Key.EndsWith(key, StringComparison.Ordinal)).SelectMany(call => Enumerable.Repeat("raw", call.Value)),
        ];
    }

    /// <summary>Waits until every simulator has heard how the row's calls ended: that a caller hung up reaches it a moment after.</summary>
    public async Task SettleAsync(FailureRow row, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await Simulators.WaitUntilAsync(
            calls => calls.All(call => call.Outcome != SimulatedOutcome.Pending || !call.Model.EndsWith($"@key={row.Name}", StringComparison.Ordinal)), limit.Token);
    }

    /// <summary>Waits until this many of the row's calls have come in.</summary>
    public Task ArriveAsync(FailureRow row, CancellationToken cancellationToken) => Simulators.WaitUntilAsync(
        calls => calls.Count(call => call.Model.EndsWith($"@key={row.Name}", StringComparison.Ordinal)) == row.LeavesAt, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await Raw.DisposeAsync();
        await Simulators.DisposeAsync();
    }

    private static JsonObject Provider(string format, string url, string secret = Secret) => new() { ["format"] = format, ["url"] = url, ["secret"] = secret };
}
