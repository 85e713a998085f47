using AiProxy.Contracts.Payloads;
using AiProxy.LocalServices;
using AiProxy.LocalServices.S3;

namespace AiProxy.Host.Storage;

/// <summary>The payload store as an S3 bucket.</summary>
internal sealed class PayloadObjects(SqlitePayloadStore payloads) : IObjectStore
{
    /// <summary>The bucket's name.</summary>
    public const string Bucket = "aiproxy-payloads";

    public bool HasBucket(string bucket) => bucket == Bucket;

    public byte[]? Read(string bucket, string key)
    {
        try
        {
            return payloads.Read(key);
        }
        catch (StorageUnavailableException e)
        {
            throw new ServiceException(500, "InternalError", e.Message);
        }
    }

    public async Task WriteAsync(string bucket, string key, byte[] content)
    {
        try
        {
            await payloads.WriteAsync(key, content);
        }
        catch (StorageUnavailableException e)
        {
            throw new ServiceException(500, "InternalError", e.Message);
        }
    }
}
