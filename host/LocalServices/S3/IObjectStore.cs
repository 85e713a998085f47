namespace AiProxy.LocalServices.S3;

/// <summary>Keeps the objects of S3's buckets.</summary>
public interface IObjectStore
{
    /// <summary>Whether there is such a bucket.</summary>
    bool HasBucket(string bucket);

    /// <summary>The object's bytes; null where there is none.</summary>
    /// <exception cref="ServiceException">The store cannot be read.</exception>
    byte[]? Read(string bucket, string key);

    /// <summary>Keeps an object, in the place of one with the same key.</summary>
    /// <exception cref="ServiceException">The store cannot be written.</exception>
    Task WriteAsync(string bucket, string key, byte[] content);
}
