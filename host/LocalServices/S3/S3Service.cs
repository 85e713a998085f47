using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace AiProxy.LocalServices.S3;

/// <summary>S3's GetObject and PutObject, path-style: <c>/bucket/key</c>. Every object is JSON, as payloads are.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html"/></remarks>
internal sealed class S3Service(IObjectStore store)
{
    private const string ContentHash = "x-amz-content-sha256";
    private const string Json = "application/json";

    // Queries that make another operation of a GET or PUT (acl, tagging, uploads, ...); x-id only repeats the operation's name.
    private static readonly string[] Harmless = ["x-id"];

    public async Task AnswerAsync(HttpContext context, byte[] body)
    {
        (string bucket, string key) = Address(context.Request.Path.Value ?? "");
        bool isPut = context.Request.Method == HttpMethods.Put;
        if (key.Length == 0 || !(isPut || context.Request.Method == HttpMethods.Get) || context.Request.Query.Keys.Except(Harmless).Any())
        {
            throw new ServiceException(501, "NotImplemented", "Local buckets hold objects that are put and got whole (PutObject, GetObject); this request asks for something else.");
        }
        if (!store.HasBucket(bucket))
        {
            throw new ServiceException(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        await (isPut ? PutAsync(context, bucket, key, body) : GetAsync(context, bucket, key));
    }

    private async Task PutAsync(HttpContext context, string bucket, string key, byte[] body)
    {
        IHeaderDictionary headers = context.Request.Headers;
        string hash = headers[ContentHash].ToString();
        foreach (string condition in (string[])["If-Match", "If-None-Match", "x-amz-copy-source"])
        {
            if (headers.ContainsKey(condition))
            {
                throw new ServiceException(501, "NotImplemented", $"A local PutObject cannot take the header {condition}.");
            }
        }
        byte[] content = hash.StartsWith("STREAMING-", StringComparison.Ordinal) ? AwsChunks.Decode(body) : body;
        if (hash.Length == 64 && !hash.Equals(Convert.ToHexString(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase))
        {
            throw new ServiceException(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        await store.WriteAsync(bucket, key, content);
        context.Response.Headers.ETag = TagOf(content);
        context.Response.ContentLength = 0;
    }

    private async Task GetAsync(HttpContext context, string bucket, string key)
    {
        if (context.Request.Headers.ContainsKey("Range"))
        {
            throw new ServiceException(501, "NotImplemented", "A local GetObject gives the whole object; it cannot take the header Range.");
        }
        byte[] content = store.Read(bucket, key) ?? throw new ServiceException(404, "NoSuchKey", "The specified key does not exist.");
        context.Response.ContentType = Json;
        context.Response.Headers.ETag = TagOf(content);
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static (string Bucket, string Key) Address(string path)
    {
        string[] parts = path.TrimStart('/').Split('/', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "");
    }

#pragma warning disable CA5351 // Not for security: S3 defines an object's ETag so.
    private static string TagOf(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351
}
