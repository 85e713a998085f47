using System.Collections.Frozen;
using System.Text;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>
/// JavaScript's case mapping: like .NET's invariant one, and the few characters beside it whose mapping is more than one character.
/// </summary>
internal static class Casing
{
    // The unconditional mappings of Unicode's SpecialCasing.txt, upper case, outside of Greek with iota subscript.
    private static readonly FrozenDictionary<char, string> Upper = new Dictionary<char, string>
    {
        ['\u00DF'] = "SS",
        ['\u0149'] = "\u02BCN",
        ['\u01F0'] = "J\u030C",
        ['\u0390'] = "\u0399\u0308\u0301",
        ['\u03B0'] = "\u03A5\u0308\u0301",
        ['\u0587'] = "\u0535\u0552",
        ['\u1E96'] = "H\u0331",
        ['\u1E97'] = "T\u0308",
        ['\u1E98'] = "W\u030A",
        ['\u1E99'] = "Y\u030A",
        ['\u1E9A'] = "A\u02BE",
        ['\uFB00'] = "FF",
        ['\uFB01'] = "FI",
        ['\uFB02'] = "FL",
        ['\uFB03'] = "FFI",
        ['\uFB04'] = "FFL",
        ['\uFB05'] = "ST",
        ['\uFB06'] = "ST",
    }.ToFrozenDictionary();

    public static string ToUpper(string text)
    {
        var upper = text.ToUpperInvariant();
        if (Ascii.IsValid(upper))
        {
            return upper;
        }

        StringBuilder? result = null;
        for (var i = 0; i < upper.Length; i++)
        {
            if (Upper.TryGetValue(upper[i], out var mapped))
            {
                (result ??= new StringBuilder(upper, 0, i, upper.Length + 8)).Append(mapped);
            }
            else
            {
                result?.Append(upper[i]);
            }
        }

        return result?.ToString() ?? upper;
    }

    public static string ToLower(string text)
    {
        var lower = FinalSigma(text, text.ToLowerInvariant());
        return lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal);
    }

    /// <summary>A capital sigma at the end of a word becomes the final form.</summary>
    private static string FinalSigma(string text, string lower)
    {
        if (!text.Contains('\u03A3', StringComparison.Ordinal))
        {
            return lower;
        }

        var chars = lower.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            var endsWord = i + 1 == chars.Length || !char.IsLetter(chars[i + 1]);
            if (text[i] == '\u03A3' && endsWord && i > 0 && char.IsLetter(chars[i - 1]))
            {
                chars[i] = '\u03C2';
            }
        }

        return new string(chars);
    }
}
