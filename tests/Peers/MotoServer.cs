using System.Net.Http.Headers;

namespace AiProxy.Peers;

/// <summary>
/// <see href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto</see> as a server: most of AWS's services in memory, in
/// their wire formats. It checks no signatures and no permissions. Needs <c>moto_server</c> on the PATH (<c>pip install 'moto[server]'</c>).
/// </summary>
public sealed class MotoServer : IPeer<MotoServer>
{
    private readonly PeerProcess _process;

    private MotoServer(PeerProcess process) => _process = process;

    /// <summary>Where every service answers; for the SDK's <c>ServiceURL</c> or its <c>AWS_ENDPOINT_URL</c> variables.</summary>
    public Uri Endpoint => _process.Endpoint;

    /// <inheritdoc/>
    public static async Task<MotoServer> StartAsync(CancellationToken cancellationToken) =>
        new(await PeerProcess.StartAsync("moto_server", ["-H", "127.0.0.1", "-p", "0"], cancellationToken));

    /// <summary>Forgets everything that was made.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Endpoint };
        using var nothing = new ByteArrayContent([]);
        nothing.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri("moto-api/reset", UriKind.Relative), nothing, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the server.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
