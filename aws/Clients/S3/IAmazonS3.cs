using Amazon.S3.Model;

namespace Amazon.S3;

/// <summary>Amazon S3, as far as it is used here.</summary>
public interface IAmazonS3 : IDisposable
{
    /// <summary>Writes an object; the bucket's default says how it is encrypted.</summary>
    /// <exception cref="AmazonS3Exception">S3 refused.</exception>
    Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads an object, all of it, into memory.</summary>
    /// <exception cref="AmazonS3Exception">S3 refused; the code of an object that is not there is <c>NoSuchKey</c>.</exception>
    Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default);
}
