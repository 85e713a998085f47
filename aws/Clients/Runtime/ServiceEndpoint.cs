using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Where a service is: at the URL that is configured, else at the host name of its region's partition.</summary>
internal static class ServiceEndpoint
{
    public static Uri Of(ServiceConfig config, string endpointPrefix)
    {
        if (config.ServiceURL is { } url)
            return Configured(url);

        var region = RegionOf(config);
        var domain = !config.UseDualstackEndpoint
            ? Partition.Domain(region)
            : Partition.DualStackDomain(region)
                ?? throw new AmazonClientException($"DualStack is enabled but the partition of {region} does not support DualStack");
        return new Uri($"https://{endpointPrefix}{(config.UseFIPSEndpoint ? "-fips" : "")}.{region}.{domain}");
    }

    public static Uri Configured(string url) => Uri.TryCreate(url, UriKind.Absolute, out var endpoint)
        ? endpoint
        : throw new AmazonClientException($"Value for ServiceURL is not a valid URL: {url}");

    public static string RegionOf(ServiceConfig config) =>
        config.RegionName ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured: set AWS_REGION.");
}
