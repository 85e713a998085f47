using System.Security.Cryptography;
using System.Text;

namespace AiProxy.Providers.Messages.Tools;

/// <summary>Ids of tool calls: providers differ in what they take, and some give none.</summary>
internal static class ToolIds
{
    /// <summary>OpenAI refuses longer ids; what Anthropic takes is longer, and of a smaller alphabet.</summary>
    public const int MaxLength = 40;

    private const int HashBytes = 12;

    /// <summary>
    /// The id as every provider takes it: as it is where that is so, else one made from it. The same id becomes the same, so a call and its result
    /// still meet.
    /// </summary>
    public static string Portable(string id) => IsPortable(id) ? id : Make(Encoding.UTF8.GetBytes(id), 0);

    /// <summary>Whether an id is short and plain enough for every provider.</summary>
    public static bool IsPortable(string id)
    {
        if (id.Length is 0 or > MaxLength)
        {
            return false;
        }
        foreach (char c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>An id for a call that came without one: the same answer gives the same, another answer another.</summary>
    /// <param name="answer">The answer's bytes.</param>
    /// <param name="ordinal">The call's number in it.</param>
    public static string Make(ReadOnlySpan<byte> answer, int ordinal)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(answer, hash);
        hash[0] ^= (byte)ordinal;
        hash[1] ^= (byte)(ordinal >> 8);
        return "call_" + Convert.ToHexStringLower(hash[..HashBytes]);
    }
}
