using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiProxy.Gateway.Idempotency;

/// <summary>When two requests are one.</summary>
/// <param name="Key">SHA-256 of caller and <c>Idempotency-Key</c>, in hexadecimal: one caller's keys mean nothing to another, and no store sees them.</param>
/// <param name="BodyHash">SHA-256 of the body's members in any order, without <c>stream</c> and <c>stream_options</c>: how an answer is sent does not change it.</param>
public sealed record RequestIdentity(string Key, string BodyHash)
{
    /// <summary>Identifies a request.</summary>
    public static RequestIdentity Of(string caller, string idempotencyKey, JsonElement body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(caller));
        Append(hash, Encoding.UTF8.GetBytes(idempotencyKey));
        string key = Convert.ToHexStringLower(hash.GetHashAndReset());
        foreach (JsonProperty member in body.EnumerateObject()
            .Where(member => member.Name is not ("stream" or "stream_options"))
            .OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(member.Name));
            Append(hash, JsonMarshal.GetRawUtf8Value(member.Value));
        }
        return new RequestIdentity(key, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // Length first: without it ("ab","c") and ("a","bc") would be one.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
