namespace AiProxy.Aws.Clients.Runtime;

/// <summary>The connections that all clients share.</summary>
internal static class SharedHttp
{
    private static readonly Lazy<HttpClient> Client = new(() => new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        // The SDK's, for clients in the service's region.
        ConnectTimeout = TimeSpan.FromMilliseconds(3100),
        // Services move behind their names.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan });

    public static HttpClient Get() => Client.Value;
}
