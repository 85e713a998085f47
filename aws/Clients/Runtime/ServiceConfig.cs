using Amazon;
using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// How to reach a service: the members in use of the SDK's <c>ClientConfig</c>, with its names, defaults and variables. Region and endpoint come from
/// here or from the environment, not from a profile: these clients are for programs that AWS starts.
/// </summary>
public abstract class ServiceConfig
{
    private readonly string _serviceId;
    private string? _serviceUrl;

    private protected ServiceConfig(string serviceId) => _serviceId = serviceId;

    /// <summary>
    /// An endpoint of one's own. By default the variable <c>AWS_ENDPOINT_URL_{service}</c>, then <c>AWS_ENDPOINT_URL</c>, unless
    /// <c>AWS_IGNORE_CONFIGURED_ENDPOINT_URLS</c> is <c>true</c>; null where the service's own is meant.
    /// </summary>
    /// <remarks><see href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html"/></remarks>
    public string? ServiceURL
    {
        get => _serviceUrl ?? (IsTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ? null : Variable($"AWS_ENDPOINT_URL_{VariableName}") ?? Variable("AWS_ENDPOINT_URL"));
        set => _serviceUrl = value;
    }

    /// <summary>The region; by default the variable <c>AWS_REGION</c>, then <c>AWS_DEFAULT_REGION</c>.</summary>
    public RegionEndpoint? RegionEndpoint { get; set; }

    /// <summary>The region in signatures, where it is another than <see cref="RegionEndpoint"/>.</summary>
    public string? AuthenticationRegion { get; set; }

    /// <summary>How often a request is sent again after a passing fault, 2 by default.</summary>
    public int MaxErrorRetry { get; set; } = 2;

    /// <summary>
    /// How often the SDK's own pipeline sends a request again after a connection that broke, beside <see cref="MaxErrorRetry"/>; here nothing is sent
    /// again beside it. A member of the SDK's configuration, for programs that must have none there either.
    /// </summary>
    public int MaxStaleConnectionRetries { get; set; }

    /// <summary>Longest that one attempt may take, 100 s by default.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether to use FIPS endpoints; by default what <c>AWS_USE_FIPS_ENDPOINT</c> says.</summary>
    public bool UseFIPSEndpoint { get; set; } = IsTrue("AWS_USE_FIPS_ENDPOINT");

    /// <summary>Whether to use endpoints that also have an IPv6 address; by default what <c>AWS_USE_DUALSTACK_ENDPOINT</c> says.</summary>
    public bool UseDualstackEndpoint { get; set; } = IsTrue("AWS_USE_DUALSTACK_ENDPOINT");

    /// <summary>Whether operations that have a host of their own (<c>sync-</c>) are sent to the service's.</summary>
    public bool DisableHostPrefixInjection { get; set; }

    /// <summary>Makes the HTTP client, once; by default all clients share one. It is called without a configuration.</summary>
    public HttpClientFactory? HttpClientFactory { get; set; }

    internal string? RegionName => RegionEndpoint?.SystemName ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");

    // A service of one's own rarely cares, but a signature names some region.
    internal string SigningRegion => AuthenticationRegion ?? RegionName
        ?? (ServiceURL is not null ? "us-east-1" : throw new AmazonClientException("No RegionEndpoint or ServiceURL configured: set AWS_REGION."));

    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    private string VariableName => _serviceId.Replace(' ', '_').ToUpperInvariant();

    private static bool IsTrue(string name) => string.Equals(Variable(name), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
