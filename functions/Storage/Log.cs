using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Storage;

/// <summary>What stores log: never what is in them.</summary>
internal static class Log
{
    // S3 answers 403 also of an object that is not there, to who may not list the bucket.
    public static void PayloadFailed(string verb, string reference, string bucket, string? code, string detail) => Logger.LogError(
        "{Event}: the payload {Reference} in bucket {Bucket} could not be {Verb}: {ErrorCode}. {Detail}",
        "payload_store_failed", reference, bucket, verb, code, detail);
}
