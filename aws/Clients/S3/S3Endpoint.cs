using AiProxy.Aws.Clients.Runtime;

namespace Amazon.S3;

/// <summary>Where a bucket is: in the host name, or in the path where the host name cannot hold it or the client was told so.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html"/></remarks>
internal static class S3Endpoint
{
    private const int MinLabelLength = 3;
    private const int MaxLabelLength = 63;

    public static Uri Of(AmazonS3Config config, string bucket)
    {
        var service = config.ServiceURL is { } url ? ServiceEndpoint.Configured(url) : new Uri($"https://{Host(config)}");
        return config.ForcePathStyle || !IsLabel(bucket)
            ? new Uri($"{service.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(bucket)}")
            : new UriBuilder(service) { Host = $"{bucket}.{service.Host}" }.Uri;
    }

    private static string Host(AmazonS3Config config)
    {
        var region = ServiceEndpoint.RegionOf(config);
        return $"s3{(config.UseFIPSEndpoint ? "-fips" : "")}{(config.UseDualstackEndpoint ? ".dualstack" : "")}.{region}.{Partition.Domain(region)}";
    }

    // A name with dots is no label, and no certificate of S3's covers it.
    private static bool IsLabel(string bucket) =>
        bucket.Length is >= MinLabelLength and <= MaxLabelLength
        && bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
