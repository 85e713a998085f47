using System.Text;

namespace AiProxy.Providers.Messages.Tools;

/// <summary>The alphabet that every provider takes in the name of a function.</summary>
internal static class ToolNames
{
    /// <summary>The most characters that every provider takes.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether a name has only letters, digits, <c>_</c> and <c>-</c>, and is neither empty nor too long.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>A name out of a history, written by whichever provider answered then: made plain, since nobody calls by it any more.</summary>
    public static string Plain(string name)
    {
        if (IsPlain(name) && IsStart(name[0]))
        {
            return name;
        }
        var plain = new StringBuilder(name.Length + 1);
        foreach (char c in name.Length == 0 ? "unnamed" : name)
        {
            plain.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_');
        }
        if (!IsStart(plain[0]))
        {
            plain.Insert(0, '_');
        }
        return plain.ToString(0, Math.Min(plain.Length, MaxLength));
    }

    /// <summary>Whether a name may begin so: with a letter or <c>_</c>.</summary>
    public static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_';
}
