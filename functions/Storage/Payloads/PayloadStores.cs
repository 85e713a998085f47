using AiProxy.Contracts.Payloads;
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

    private static IPayloadStore FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } bucket
        ? new S3PayloadStore(bucket, Connect, TimeProvider.System)
        : new NoPayloadStore();

    // An endpoint of one's own is a look-alike, whose host name holds no buckets.
    private static AmazonS3Client Connect()
    {
        var config = new AmazonS3Config { MaxErrorRetry = 3, Timeout = S3PayloadStore.TimeLimit };
        config.ForcePathStyle = !string.IsNullOrEmpty(config.ServiceURL);
        return new AmazonS3Client(config);
    }
}
