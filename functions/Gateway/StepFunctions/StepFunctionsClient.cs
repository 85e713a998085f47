using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>Makes the client that runs workflows: one that asks once, and waits longer than any execution takes.</summary>
public static class StepFunctionsClient
{
    /// <summary>
    /// How long an answer is waited for: an Express execution ends after five minutes, and a deadline is less
    /// (<see cref="Contracts.Routes.RouteDefaults.MaxDeadlineMs"/>).
    /// </summary>
    /// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"/></remarks>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(310);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A connection that lay idle longer is not used again. The service, or something on the way, may have given it up, and a request that is written
    /// into such a connection cannot be told from one that was carried out.
    /// </summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(15);

    /// <summary>A client with the environment's credentials.</summary>
    /// <param name="region">The region's name; null: the environment's, as the SDK finds it.</param>
    /// <param name="endpoint">A URL in the place of the service's own; null: AWS_ENDPOINT_URL_SFN, as the SDK reads it, or the service's.</param>
    /// <exception cref="AmazonClientException">There is no region.</exception>
    public static IAmazonStepFunctions Create(string? region = null, string? endpoint = null) => new AmazonStepFunctionsClient(Configure(region, endpoint));

    internal static AmazonStepFunctionsConfig Configure(string? region, string? endpoint, TimeSpan? timeout = null, TimeSpan? connectTimeout = null)
    {
        var config = new AmazonStepFunctionsConfig
        {
            // StartSyncExecution runs at most once, and asking again runs it again: the runner alone knows when that is safe.
            MaxErrorRetry = 0,
            // The SDK's own ten more after "connection reset" and the like, which it takes for a connection that had gone stale.
            MaxStaleConnectionRetries = 0,
            HttpClientFactory = new WatchedHttpClientFactory(timeout ?? Timeout, connectTimeout ?? ConnectTimeout),
        };
        if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
        }
        // The service's own hosts begin with "sync-"; an endpoint of one's own has no such name.
        config.DisableHostPrefixInjection = config.ServiceURL is not null;
        return config;
    }

    private sealed class WatchedHttpClientFactory(TimeSpan timeout, TimeSpan connectTimeout) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            var sockets = new SocketsHttpHandler
            {
                ConnectTimeout = connectTimeout,
                PooledConnectionIdleTimeout = IdleTimeout,
                AllowAutoRedirect = false,
            };
            return new HttpClient(new SendWatch(sockets)) { Timeout = timeout };
        }
    }
}
