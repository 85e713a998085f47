using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.S3;

/// <summary>
/// Where a bucket is: in the host name, or in the path where the host name cannot hold it or the client was told so.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html"/></remarks>
internal sealed class S3Endpoint : IEndpointProvider
{
    private const int MaxLabelLength = 63;

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var bucket = parameters["Bucket"] as string;
        var inPath = parameters[nameof(AmazonS3Config.ForcePathStyle)] is true || bucket is null || !IsLabel(bucket);
        var url = parameters["Endpoint"] is string { Length: > 0 } configured ? new Uri(configured) : new Uri($"https://{HostOf(parameters)}");
        if (bucket is null)
            return new Endpoint(url.AbsoluteUri);
        return new Endpoint(inPath
            ? $"{url.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(bucket)}"
            : $"{url.Scheme}://{bucket}.{url.Authority}{url.AbsolutePath.TrimEnd('/')}");
    }

    private static string HostOf(EndpointParameters parameters)
    {
        if (parameters["Region"] is not string { Length: > 0 } region)
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        var fips = parameters["UseFIPS"] is true ? "-fips" : "";
        var dualStack = parameters["UseDualStack"] is true ? ".dualstack" : "";
        return $"s3{fips}{dualStack}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";
    }

    // A name with dots is no label, and no certificate of S3's covers it.
    private static bool IsLabel(string bucket) =>
        bucket.Length is >= 3 and <= MaxLabelLength && bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
