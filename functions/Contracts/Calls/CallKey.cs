using System.Security.Cryptography;
using System.Text;

namespace AiProxy.Contracts.Calls;

/// <summary>The key under which a call's answer is stored.</summary>
public static class CallKey
{
    /// <summary>The prefix of the stored idempotency record's key; CallProvider writes under it and Merge reads a race's calls by it.</summary>
    public const string RecordPrefix = "call";

    /// <summary>
    /// Derives the key from everything that makes two calls the same: caller, <c>Idempotency-Key</c> (or the request's own id), target, place in
    /// the plan, and the wire body, so that a key used again for another prompt can never return the wrong answer.
    /// </summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Derive(string caller, string idempotencyKey, string targetId, int ordinal, ReadOnlySpan<byte> wireBody)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, caller);
        Append(hash, idempotencyKey);
        Append(hash, targetId);
        Append(hash, ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));
        hash.AppendData(wireBody);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Length first: without it ("ab","c") and ("a","bc") would be one key.
    private static void Append(IncrementalHash hash, string part)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
