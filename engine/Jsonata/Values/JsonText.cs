using System.Buffers;
using System.Text;

namespace AiProxy.Jsonata.Values;

/// <summary>Strings as JSON text, escaped as JSON.stringify does: quote, backslash, control characters and half surrogate pairs.</summary>
internal static class JsonText
{
    private const string Hex = "0123456789abcdef";

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private static readonly SearchValues<char> Surrogates = SearchValues.Create(
        [.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Surrogates) is >= 0 and var at)
        {
            if (!IsPair(text, at))
            {
                return true;
            }

            text = text[(at + 2)..];
        }

        return false;
    }

    /// <summary>Bytes of the quoted text.</summary>
    public static int QuotedSize(ReadOnlySpan<char> text)
    {
        var size = 2;
        while (true)
        {
            var at = text.IndexOfAny(Special);
            if (at < 0)
            {
                return size + Encoding.UTF8.GetByteCount(text);
            }

            size += Encoding.UTF8.GetByteCount(text[..at]);
            if (IsPair(text, at))
            {
                size += 4;
                text = text[(at + 2)..];
                continue;
            }

            size += ShortEscape(text[at]) == 0 ? 6 : 2;
            text = text[(at + 1)..];
        }
    }

    /// <summary>Writes the quoted text at the start of the target, which holds <see cref="QuotedSize"/> bytes at least.</summary>
    /// <returns>The bytes written.</returns>
    public static int WriteQuoted(ReadOnlySpan<char> text, Span<byte> target)
    {
        target[0] = (byte)'"';
        var size = 1;
        while (true)
        {
            var at = text.IndexOfAny(Special);
            size += Encoding.UTF8.GetBytes(at < 0 ? text : text[..at], target[size..]);
            if (at < 0)
            {
                break;
            }

            if (IsPair(text, at))
            {
                size += Encoding.UTF8.GetBytes(text.Slice(at, 2), target[size..]);
                text = text[(at + 2)..];
                continue;
            }

            size += WriteEscape(text[at], target[size..]);
            text = text[(at + 1)..];
        }

        target[size] = (byte)'"';
        return size + 1;
    }

    /// <summary>Appends the quoted text.</summary>
    public static void AppendQuoted(ReadOnlySpan<char> text, StringBuilder builder)
    {
        builder.Append('"');
        while (true)
        {
            var at = text.IndexOfAny(Special);
            builder.Append(at < 0 ? text : text[..at]);
            if (at < 0)
            {
                break;
            }

            if (IsPair(text, at))
            {
                builder.Append(text.Slice(at, 2));
                text = text[(at + 2)..];
                continue;
            }

            var c = text[at];
            if (ShortEscape(c) is not 0 and var letter)
            {
                builder.Append('\\').Append((char)letter);
            }
            else
            {
                builder.Append("\\u").Append(Hex[c >> 12]).Append(Hex[(c >> 8) & 15]).Append(Hex[(c >> 4) & 15]).Append(Hex[c & 15]);
            }

            text = text[(at + 1)..];
        }

        builder.Append('"');
    }

    private static int WriteEscape(char c, Span<byte> target)
    {
        target[0] = (byte)'\\';
        if (ShortEscape(c) is not 0 and var letter)
        {
            target[1] = letter;
            return 2;
        }

        target[1] = (byte)'u';
        for (var i = 0; i < 4; i++)
        {
            target[2 + i] = (byte)Hex[(c >> (12 - (4 * i))) & 15];
        }

        return 6;
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    private static byte ShortEscape(char c) => c switch
    {
        '"' => (byte)'"',
        '\\' => (byte)'\\',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        _ => 0,
    };
}
