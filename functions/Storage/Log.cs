using AiProxy.Storage.Routes;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Storage;

/// <summary>What stores log: never what is in them.</summary>
internal static class Log
{
    // S3 answers 403 also of an object that is not there, to who may not list the bucket.
    public static void PayloadFailed(string verb, string reference, string bucket, string? code, string detail) => Logger.LogError(
        "{Event}: the payload {Reference} in bucket {Bucket} could not be {Verb}: {ErrorCode}. {Detail}",
        "payload_store_failed", reference, bucket, verb, code, detail);

    public static void RoutesReplaced(ConfigurationName name, string? label) =>
        Logger.LogInformation("{Event}: the routes of {Configuration} are in force, version {Version}.", "routes_replaced", name.ToString(), label ?? "without a label");

    public static void RoutesReadable(ConfigurationName name) =>
        Logger.LogInformation("{Event}: {Configuration} can be read again.", "routes_readable", name.ToString());

    public static void RoutesKept(ConfigurationName name, string reason) =>
        Logger.LogError("{Event}: the routes in force stay, those of {Configuration} are of no use: {Reason}", "routes_kept", name.ToString(), reason);
}
