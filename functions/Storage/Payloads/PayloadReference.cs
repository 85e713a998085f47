using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AiProxy.Storage.Payloads;

/// <summary>
/// What a payload is called: <c>requestId/random</c>, which is also the object's key. A person finds a request's objects by the first half; nobody
/// guesses the second. What does not look like it was not minted here, and is never asked of the bucket.
/// </summary>
public static class PayloadReference
{
    /// <summary>Characters of chance; 26 of 32 kinds are 130 bits.</summary>
    public const int RandomLength = 26;

    // As long as the name of an execution, which a request id becomes.
    private const int MaxRequestIdLength = 80;

    // Crockford's base 32, as in request ids.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly SearchValues<char> RandomCharacters = SearchValues.Create(Alphabet);
    private static readonly SearchValues<char> RequestIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A new reference. Of a request id that is not ours, what a key should not hold is replaced.</summary>
    public static string Mint(string requestId) => $"{Sanitize(requestId)}/{RandomNumberGenerator.GetString(Alphabet, RandomLength)}";

    /// <summary>Whether <see cref="Mint"/> could have made it.</summary>
    public static bool IsMinted([NotNullWhen(true)] string? reference)
    {
        int slash = reference?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash is > 0 and <= MaxRequestIdLength
            && reference!.Length == slash + 1 + RandomLength
            && reference.AsSpan(0, slash).IndexOfAnyExcept(RequestIdCharacters) < 0
            && reference.AsSpan(slash + 1).IndexOfAnyExcept(RandomCharacters) < 0;
    }

    private static string Sanitize(string requestId)
    {
        string cut = requestId.Length <= MaxRequestIdLength ? requestId : requestId[..MaxRequestIdLength];
        if (cut.Length == 0)
        {
            return "-";
        }
        return cut.AsSpan().IndexOfAnyExcept(RequestIdCharacters) < 0
            ? cut
            : string.Concat(cut.Select(c => RequestIdCharacters.Contains(c) ? c : '-'));
    }
}
