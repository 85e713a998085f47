using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Authorize;

/// <summary>What Authorize logs: never a key, only its id, which is no secret. Of what does not look like a key, nothing.</summary>
internal static class Log
{
    public static void Allowed(string keyId, string caller) => Logger.LogInformation("{Event}: key {KeyId} of {Caller}.", "caller_authorized", keyId, caller);

    public static void Refused(string reason, string? keyId)
    {
        if (keyId is null)
        {
            Logger.LogWarning("{Event}: {Reason}.", "caller_refused", reason);
        }
        else
        {
            Logger.LogWarning("{Event}: {Reason}, key {KeyId}.", "caller_refused", reason, keyId);
        }
    }

    public static void ItemUnusable(string keyId, string what) =>
        Logger.LogError("{Event}: the table's item of key {KeyId} cannot be used: {What}.", "key_item_unusable", keyId, what);

    public static void LookupFailed(string? errorCode, string detail) =>
        Logger.LogError("{Event}: the keys table could not be read: {ErrorCode}. {Detail}", "key_lookup_failed", errorCode, detail);
}
