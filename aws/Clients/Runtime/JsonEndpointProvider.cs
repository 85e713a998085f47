using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Where a service is: at the URL that is configured, else at the host name of its region's partition.</summary>
internal sealed class JsonEndpointProvider(string endpointPrefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string { Length: > 0 } url)
            return new Endpoint(url);
        if (parameters["Region"] is not string { Length: > 0 } region)
            throw new AmazonClientException("Invalid Configuration: Missing Region");

        var partition = RegionEndpoint.GetBySystemName(region);
        var suffix = parameters["UseDualStack"] is true ? DualStackSuffix(partition) : partition.PartitionDnsSuffix;
        var fips = parameters["UseFIPS"] is true ? "-fips" : "";
        return new Endpoint($"https://{endpointPrefix}{fips}.{region}.{suffix}");
    }

    private static string DualStackSuffix(RegionEndpoint region) => region.PartitionName switch
    {
        "aws" or "aws-us-gov" => "api.aws",
        "aws-cn" => "api.amazonwebservices.com.cn",
        _ => throw new AmazonClientException($"DualStack is enabled but the partition {region.PartitionName} does not support DualStack"),
    };
}
