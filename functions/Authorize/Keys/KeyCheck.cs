using System.Security.Cryptography;
using System.Text;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Authorize.Keys;

/// <summary>Decides whether a key is good.</summary>
internal sealed class KeyCheck(KeyCache keys, TimeProvider clock)
{
    // What an unknown key's secret is compared to, so that it takes as long as a known one's.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>The record of the key in the Authorization header.</summary>
    /// <exception cref="UnauthorizedException">It is not good, whatever the reason; the log says which.</exception>
    /// <exception cref="StorageUnavailableException">It could not be looked up.</exception>
    public async Task<KeyRecord> CheckAsync(string? header)
    {
        if (PresentedKey.Parse(header) is not { } key)
        {
            throw Refuse(string.IsNullOrWhiteSpace(header) ? "missing" : "malformed", null);
        }
        KeyRecord? record = await keys.FindAsync(key.Id);
        // A secret is 256 random bits, so a plain hash of it is as good as a slow one: nobody guesses it from the table.
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes(key.Secret));
        bool same = CryptographicOperations.FixedTimeEquals(hash, record is null ? NoHash : record.Hash.AsSpan());
        if (record is null || !same)
        {
            throw Refuse(record is null ? "unknown" : "wrong_secret", key.Id);
        }
        if (record.Revoked)
        {
            throw Refuse("revoked", key.Id);
        }
        if (record.Expires <= clock.GetUtcNow())
        {
            throw Refuse("expired", key.Id);
        }
        Log.Allowed(record.Id, record.Caller);
        return record;
    }

    private static UnauthorizedException Refuse(string reason, string? keyId)
    {
        Log.Refused(reason, keyId);
        return new UnauthorizedException();
    }
}
