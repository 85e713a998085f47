namespace AiProxy.Peers;

/// <summary>
/// <see href="https://github.com/architect/dynalite">dynalite</see>: DynamoDB in memory, in its wire format, with its conditions, limits
/// and errors. Needs node and npm; the pinned version is installed once, into AIPROXY_PEERS or the user's cache folder.
/// </summary>
public sealed class Dynalite : IPeer<Dynalite>
{
    private const string Version = "4.0.0";

    private readonly PeerProcess _process;

    private Dynalite(PeerProcess process) => _process = process;

    /// <summary>Where DynamoDB answers; for the SDK's <c>ServiceURL</c> or AWS_ENDPOINT_URL_DYNAMODB.</summary>
    public Uri Endpoint => _process.Endpoint;

    /// <inheritdoc/>
    public static async Task<Dynalite> StartAsync(CancellationToken cancellationToken)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "dynalite");
        var installed = Path.Combine(CacheFolder(), $"dynalite-{Version}");
        await PeerProcess.RunAsync("bash", [Path.Combine(own, "install"), installed], cancellationToken);
        return new Dynalite(await PeerProcess.StartAsync("node", [Path.Combine(own, "serve.cjs"), installed], cancellationToken));
    }

    /// <summary>Ends the server.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string CacheFolder() => Environment.GetEnvironmentVariable("AIPROXY_PEERS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "aiproxy-peers");
}
