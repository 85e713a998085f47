using System.Buffers;

namespace AiProxy.Authorize.Keys;

/// <summary>A key as a caller shows it: <c>Bearer aip_{id}_{secret}</c>.</summary>
/// <param name="Id">Its public half, by which it is looked up: letters, digits and hyphens.</param>
/// <param name="Secret">Its secret half: Base64 for URLs.</param>
internal readonly record struct PresentedKey(string Id, string Secret)
{
    private const string Scheme = "Bearer";
    private const string Prefix = "aip_";
    private const int MaxIdLength = 64;

    // 32 bytes of chance are 43 characters; less was not minted here, and more need not be hashed.
    private const int MinSecretLength = 43;
    private const int MaxSecretLength = 128;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> SecretCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Reads the Authorization header's value.</summary>
    /// <returns>Null where it is not a key.</returns>
    public static PresentedKey? Parse(string? header)
    {
        ReadOnlySpan<char> text = header.AsSpan().Trim();
        if (text.Length <= Scheme.Length || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text[Scheme.Length] != ' ')
        {
            return null;
        }
        text = text[Scheme.Length..].TrimStart(' ');
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }
        text = text[Prefix.Length..];
        // The secret may hold underscores, the id does not.
        int end = text.IndexOf('_');
        if (end is < 1 or > MaxIdLength)
        {
            return null;
        }
        ReadOnlySpan<char> id = text[..end];
        ReadOnlySpan<char> secret = text[(end + 1)..];
        return secret.Length is >= MinSecretLength and <= MaxSecretLength
            && id.IndexOfAnyExcept(IdCharacters) < 0
            && secret.IndexOfAnyExcept(SecretCharacters) < 0
            ? new PresentedKey(id.ToString(), secret.ToString())
            : null;
    }

    /// <summary>Not the secret, wherever it may be written to.</summary>
    public override string ToString() => Id;
}
