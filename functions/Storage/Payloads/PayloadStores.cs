using AiProxy.Contracts.Payloads;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Storage.Payloads;

/// <summary>Chooses a function's payload store.</summary>
public static class PayloadStores
{
    /// <summary>Names the bucket; where it is not set, what does not fit state data fails with an error that says so.</summary>
    public const string Variable = "PAYLOAD_BUCKET";

    /// <summary>Registers the store that <see cref="Variable"/> says. The S3 client is made at the first use.</summary>
    public static IServiceCollection AddPayloadStore(this IServiceCollection services) => services.AddSingleton(_ => FromEnvironment());

    /// <summary>The store in a bucket, for a program that AWS does not start.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="credentials">The credentials.</param>
    /// <param name="region">The region's name; null: AWS_REGION.</param>
    /// <param name="time">The clock.</param>
    public static IPayloadStore InBucket(string bucket, AWSCredentials credentials, string? region, TimeProvider time) => new S3PayloadStore(
        bucket,
        () =>
        {
            AmazonS3Config config = Configure();
            // Here and not in Configure: the SDK's list of regions is a tenth of a native function, which has no use for it.
            if (region is not null)
            {
                config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            }
            return new AmazonS3Client(credentials, config);
        },
        time);

    private static IPayloadStore FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } bucket
        ? new S3PayloadStore(bucket, () => new AmazonS3Client(Configure()), TimeProvider.System)
        : new NoPayloadStore();

    private static AmazonS3Config Configure()
    {
        var config = new AmazonS3Config { MaxErrorRetry = 3, Timeout = S3PayloadStore.TimeLimit };
        // An endpoint of one's own is a look-alike, whose host name holds no buckets.
        config.ForcePathStyle = !string.IsNullOrEmpty(config.ServiceURL);
        return config;
    }
}
