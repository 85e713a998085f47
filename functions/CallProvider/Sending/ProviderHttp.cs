using System.Net;
using System.Net.Http.Headers;

namespace AiProxy.CallProvider.Sending;

/// <summary>The one connection pool that every call shares.</summary>
internal static class ProviderHttp
{
    /// <summary>
    /// A client without a time limit of its own (each call brings one), without redirects (a key must not follow one), cookies, or trace headers (a
    /// caller's baggage is none of a provider's business). A proxy from the environment is used as everywhere in .NET.
    /// </summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ActivityHeadersPropagator = null,
            EnableMultipleHttp2Connections = true,
            // Providers move behind their names; a connection kept for ever would not see it.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        // Some providers' front doors refuse requests that do not say who sends them.
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("AiProxy", "1"));
        return client;
    }
}
