using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.S3.Model;

namespace Amazon.S3;

/// <summary>S3, see <see cref="ServiceClient"/>. The signature covers a body's SHA-256, so what S3 keeps is what was sent.</summary>
public class AmazonS3Client : ServiceClient, IAmazonS3
{
    internal static readonly ServiceDescription Service = new("S3", "s3", "s3", AmazonS3Exception.Of) { HasXmlErrors = true };

    private readonly AmazonS3Config _config;

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonS3Client()
        : this(null!, new AmazonS3Config())
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonS3Client(AmazonS3Config config)
        : this(null!, config)
    {
    }

    /// <summary>With credentials and a configuration.</summary>
    public AmazonS3Client(AWSCredentials credentials, AmazonS3Config clientConfig)
        : base(Service, clientConfig, credentials) => _config = clientConfig;

    /// <inheritdoc/>
    public virtual async Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request.InputStream, nameof(request));
        var put = new ServiceRequest("PUT", S3Endpoint.Of(_config, Required(request.BucketName)), PathOf(request.Key))
        {
            Body = await ReadAsync(request.InputStream, cancellationToken).ConfigureAwait(false),
        };
        if (request.ContentType is { } type)
            put.Headers["content-type"] = type;
        return await SendAsync(put, response => new PutObjectResponse { ETag = response.Header("ETag") }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default) => SendAsync(
        new ServiceRequest("GET", S3Endpoint.Of(_config, Required(request.BucketName)), PathOf(request.Key)),
        response => new GetObjectResponse
        {
            ETag = response.Header("ETag"),
            ResponseStream = new MemoryStream(response.Body, 0, response.Body.Length, writable: false, publiclyVisible: true),
        },
        cancellationToken);

    private static string PathOf(string? key) => "/" + string.Join('/', Required(key).Split('/').Select(Uri.EscapeDataString));

    private static string Required(string? value) =>
        !string.IsNullOrEmpty(value) ? value : throw new ArgumentException("The request names no bucket or no key.");

    // To be hashed first, and sent again where that is worth it.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var buffer))
            return buffer.AsMemory((int)memory.Position);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
