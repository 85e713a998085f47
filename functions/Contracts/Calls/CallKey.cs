using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AiProxy.Contracts.Calls;

/// <summary>The key under which a call's answer is stored.</summary>
public static class CallKey
{
    /// <summary>The prefix of the stored idempotency record's key; CallProvider writes under it and Merge reads a race's calls by it.</summary>
    public const string RecordPrefix = "call";

    // Beyond it the system's library, with the processor's own instructions, makes good for its loading.
    private const int MaxManagedBytes = 256 * 1024;

    /// <summary>
    /// Derives the key from everything that makes two calls the same: caller, <c>Idempotency-Key</c> (or the request's own id), target, place in
    /// the plan, and the wire body, so that a key used again for another prompt can never return the wrong answer.
    /// </summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Derive(string caller, string idempotencyKey, string targetId, int ordinal, ReadOnlySpan<byte> wireBody)
    {
        byte[] head = Head(caller, idempotencyKey, targetId, ordinal.ToString(CultureInfo.InvariantCulture));
        byte[] hash = head.Length + wireBody.Length <= MaxManagedBytes ? ManagedSha256.HashData([.. head, .. wireBody]) : HashLarge(head, wireBody);
        return Convert.ToHexStringLower(hash);
    }

    private static byte[] HashLarge(ReadOnlySpan<byte> head, ReadOnlySpan<byte> wireBody)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(wireBody);
        return hash.GetHashAndReset();
    }

    private static byte[] Head(params ReadOnlySpan<string> parts)
    {
        var head = new MemoryStream();
        foreach (string part in parts)
        {
            // Length first: without it ("ab","c") and ("a","bc") would be one key.
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            head.Write(BitConverter.GetBytes(bytes.Length));
            head.Write(bytes);
        }
        return head.ToArray();
    }
}
