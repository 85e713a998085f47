using System.Security.Cryptography;

namespace AiProxy.Gateway;

/// <summary>Mints request ids: <c>req_</c>, ten characters of time and ten of chance, so that ids sort by time and cannot be guessed.</summary>
/// <remarks>Valid as a Step Functions execution name (1 to 80 characters, none of the excluded ones).</remarks>
public sealed class RequestIds(TimeProvider time)
{
    // Crockford's base 32: no I, L, O or U to misread.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new id.</summary>
    public string Next() => string.Create(24, time.GetUtcNow().ToUnixTimeMilliseconds(), static (span, milliseconds) =>
    {
        "req_".CopyTo(span);
        for (int i = 13; i >= 4; i--, milliseconds >>= 5)
        {
            span[i] = Alphabet[(int)(milliseconds & 31)];
        }
        RandomNumberGenerator.GetItems(Alphabet.AsSpan(), span[14..]);
    });
}
