using System.Runtime.InteropServices;
using AiProxy.Contracts.Payloads;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace AiProxy.Storage.Payloads;

/// <summary>
/// Payloads as objects of a bucket, each under its reference. How objects are encrypted and when they expire are the bucket's to say. Throttling and
/// passing faults are tried again by the SDK; what is left is one of the contract's exceptions.
/// </summary>
/// <param name="bucket">The bucket's name.</param>
/// <param name="connect">Makes the client, at the first use: most requests fit state data and should not pay for one.</param>
/// <param name="clock">Measures <see cref="TimeLimit"/>.</param>
internal sealed class S3PayloadStore(string bucket, Func<IAmazonS3> connect, TimeProvider clock) : IPayloadStore
{
    /// <summary>Longest payload, bytes: with what Gateway puts around it, it still fits the 6 MB that a Lambda may answer.</summary>
    /// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"/></remarks>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Longest one read or write may take, its repetitions included; S3 answers within a tenth of a second.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private const string NoSuchKey = "NoSuchKey";

    private readonly Lazy<IAmazonS3> _s3 = new(connect);

    public async Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        if (utf8Json.Length > MaxBytes)
        {
            throw new PayloadTooLargeException(utf8Json.Length, MaxBytes);
        }
        string reference = PayloadReference.Mint(requestId);
        using MemoryStream body = Read(utf8Json);
        await TryAsync("written", reference, async token =>
        {
            var put = new PutObjectRequest { BucketName = bucket, Key = reference, InputStream = body, ContentType = "application/json" };
            await _s3.Value.PutObjectAsync(put, token);
            return true;
        }, cancellationToken);
        return reference;
    }

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => PayloadReference.IsMinted(reference)
        ? TryAsync("read", reference, token => DownloadAsync(reference, token), cancellationToken)
        : throw new PayloadNotFoundException(reference);

    private async Task<ReadOnlyMemory<byte>> DownloadAsync(string reference, CancellationToken cancellationToken)
    {
        using GetObjectResponse response = await _s3.Value.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = reference }, cancellationToken);
        if (response.ContentLength > MaxBytes)
        {
            throw new PayloadTooLargeException(response.ContentLength, MaxBytes);
        }
        using var bytes = new MemoryStream((int)Math.Max(0, response.ContentLength));
        await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    // The one place where S3's exceptions are translated.
    private async Task<T> TryAsync<T>(string verb, string reference, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await attempt(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(verb, reference, "Timeout", $"S3 took longer than {TimeLimit.TotalSeconds} s", e);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == NoSuchKey)
        {
            throw new PayloadNotFoundException(reference);
        }
        catch (AmazonServiceException e)
        {
            throw Unavailable(verb, reference, e.ErrorCode, e.Message, e);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException or IOException)
        {
            throw Unavailable(verb, reference, e.GetType().Name, e.Message, e);
        }
    }

    // What S3 says names buckets, accounts and roles: it goes to the log, not to callers.
    private StorageUnavailableException Unavailable(string verb, string reference, string? code, string detail, Exception cause)
    {
        Log.PayloadFailed(verb, reference, bucket, code, detail);
        return new StorageUnavailableException($"the payload '{reference}' could not be {verb} ({code}); the log says why", cause);
    }

    private static MemoryStream Read(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false, publiclyVisible: true)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
