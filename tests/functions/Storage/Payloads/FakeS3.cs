using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace AiProxy.Storage.Tests.Payloads;

/// <summary>A bucket in memory that can be told to fail.</summary>
internal sealed class FakeS3 : IAmazonS3
{
    public Dictionary<string, byte[]> Objects { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>Thrown in place of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Never answers, until its token is cancelled.</summary>
    public bool Hangs { get; set; }

    public IClientConfig Config => throw new NotSupportedException();

    public async Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        await BeginAsync(request.BucketName, request.Key, cancellationToken);
        using var copy = new MemoryStream();
        await request.InputStream!.CopyToAsync(copy, cancellationToken);
        Objects[request.Key!] = copy.ToArray();
        return new PutObjectResponse();
    }

    public async Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        await BeginAsync(request.BucketName, request.Key, cancellationToken);
        return Objects.TryGetValue(request.Key!, out byte[]? bytes)
            ? new GetObjectResponse { ResponseStream = new MemoryStream(bytes), ContentLength = bytes.Length }
            : throw S3Failure("NoSuchKey", System.Net.HttpStatusCode.NotFound);
    }

    public void Dispose()
    {
    }

    public static AmazonS3Exception S3Failure(string code, System.Net.HttpStatusCode status) =>
        new("arn:aws:iam::1:role/secret-name is not authorized", null!, ErrorType.Sender, code, "request", status);

    private async Task BeginAsync(string? bucket, string? key, CancellationToken cancellationToken)
    {
        Asked.Add($"{bucket}:{key}");
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
