using System.Text;
using System.Text.RegularExpressions;

namespace AiProxy.Providers.Errors;

/// <summary>Makes a provider's words fit for logs, history and callers: nothing key-like, one line, cut.</summary>
internal static partial class Redaction
{
    /// <summary>Longest message of an exception, characters.</summary>
    public const int MaxLength = 500;

    private const string Removed = "[redacted]";

    public static string Redact(string text)
    {
        text = SecretAfterName().Replace(text, $"$1{Removed}");
        text = KeyLike().Replace(text, Removed);
        // The workflow reads our own hint out of the message: a provider's words must not pass for one.
        text = text.Replace("retry-after-ms", "retry after ms", StringComparison.OrdinalIgnoreCase);
        return OneLine(text);
    }

    /// <summary>Cuts to <paramref name="maxLength"/> characters, three dots included, and never through a surrogate pair.</summary>
    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }
        int length = Math.Max(0, maxLength - 3);
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }
        return string.Concat(text.AsSpan(0, length), "...");
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        bool blank = false;
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c))
            {
                blank = line.Length > 0;
                continue;
            }
            if (blank)
            {
                line.Append(' ');
                blank = false;
            }
            line.Append(c);
        }
        return line.ToString();
    }

    // "Bearer abc", "x-api-key: abc", "?key=abc", "api_key=abc", "Incorrect API key provided: abc".
    [GeneratedRegex(
        """(\bbearer\s+|\b(?:x-)?(?:goog-)?api[-_ ]?key["']?\s*(?:provided)?\s*[:=]\s*["']?|[?&]key=)[^\s"'&,;]{6,}""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretAfterName();

    // The providers' key prefixes (also where the provider itself has starred out the middle), JSON web tokens, AWS access keys, and any long
    // unbroken token with a digit in it.
    [GeneratedRegex(
        """\b(?:sk|gsk|xai|nvapi|pplx)[-_][A-Za-z0-9_\-*.]{6,}|\b(?:hf|r8)_[A-Za-z0-9*]{6,}|\bAIza[A-Za-z0-9_\-*.]{6,}|\bya29\.[A-Za-z0-9_\-.]{6,}|\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\beyJ[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]+)*|(?=[A-Za-z_\-]{0,64}[0-9])[A-Za-z0-9_\-]{40,}""",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
