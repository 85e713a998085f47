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

    /// <summary>A client with the environment's credentials and region, as Lambda gives them to a function.</summary>
    public static IAmazonStepFunctions Create() => new AmazonStepFunctionsClient(Configure(null, null));

    /// <summary>A client for a program elsewhere.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="region">The region's name; null: AWS_REGION.</param>
    /// <param name="endpoint">A URL in the place of the service's own; null: AWS_ENDPOINT_URL_SFN, or the service's own.</param>
    public static IAmazonStepFunctions Create(AWSCredentials credentials, string? region, string? endpoint) =>
        new AmazonStepFunctionsClient(credentials, Configure(region, endpoint));

    internal static AmazonStepFunctionsConfig Configure(string? region, string? endpoint, TimeSpan? timeout = null, TimeSpan? connectTimeout = null)
    {
        var config = new AmazonStepFunctionsConfig
        {
            // StartSyncExecution runs at most once, and asking again runs it again: the runner alone knows when that is safe.
            MaxErrorRetry = 0,
            // The SDK's ten more after "connection reset" and the like, which it takes for a connection that had gone stale.
            MaxStaleConnectionRetries = 0,
            Timeout = timeout ?? Timeout,
            HttpClientFactory = new WatchedHttpClientFactory(timeout ?? Timeout, connectTimeout ?? ConnectTimeout),
        };
        if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        if (endpoint is not null)
        {
            // After the region: each of the two takes the SDK's other one back.
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
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
                UseCookies = false,
                // The trace travels in the request's own member; a header of the framework's would not be signed.
                ActivityHeadersPropagator = null,
            };
            return new HttpClient(new SendWatch(sockets)) { Timeout = timeout };
        }
    }
}
