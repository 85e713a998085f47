using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>Base64 over Latin-1, and URLs as in JavaScript.</summary>
internal static class EncodingFunctions
{
    private const string Unreserved = "-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    public static NativeFunction[] All { get; } =
    [
        new("base64encode", "<s-:s>", 1, (a, eval) => Convert(a[0], eval, Base64Encode)),
        new("base64decode", "<s-:s>", 1, (a, eval) => Convert(a[0], eval, Base64Decode)),
        new("encodeUrlComponent", "<s-:s>", 1, (a, eval) => Convert(a[0], eval, s => Encode(s, Unreserved, "encodeUrlComponent"))),
        new("encodeUrl", "<s-:s>", 1, (a, eval) => Convert(a[0], eval, s => Encode(s, Unreserved + Reserved, "encodeUrl"))),
        new("decodeUrlComponent", "<s-:s>", 1, (a, eval) => Convert(a[0], eval, s => Decode(s, string.Empty, "decodeUrlComponent"))),
        new("decodeUrl", "<s-:s>", 1, (a, eval) => Convert(a[0], eval, s => Decode(s, Reserved, "decodeUrl"))),
    ];

    private static Value Convert(Value value, EvalContext eval, Func<string, string> convert)
    {
        if (value.Ref is not string text)
        {
            return default;
        }

        eval.CheckString(text.Length * 3L);
        return Value.From(convert(text));
    }

    private static string Base64Encode(string text) => System.Convert.ToBase64String(Encoding.Latin1.GetBytes(
        string.Create(text.Length, text, static (target, source) =>
        {
            // Buffer.from(text, 'binary') keeps the low byte of every code unit.
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = (char)(source[i] & 0xFF);
            }
        })));

    /// <summary>As Buffer.from(text, 'base64'): the URL alphabet too, anything else skipped, all until the padding.</summary>
    private static string Base64Decode(string text)
    {
        var result = new StringBuilder(text.Length);
        int bits = 0, count = 0;
        foreach (var c in text)
        {
            if (c == '=')
            {
                break;
            }

            var digit = c switch
            {
                >= 'A' and <= 'Z' => c - 'A',
                >= 'a' and <= 'z' => c - 'a' + 26,
                >= '0' and <= '9' => c - '0' + 52,
                '+' or '-' => 62,
                '/' or '_' => 63,
                _ => -1,
            };
            if (digit < 0)
            {
                continue;
            }

            bits = (bits << 6) | digit;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                result.Append((char)((bits >> count) & 0xFF));
            }
        }

        return result.ToString();
    }

    private static string Encode(string text, string keep, string function)
    {
        if (JsonText.HasLoneSurrogate(text))
        {
            throw Malformed(text, function);
        }

        var result = new StringBuilder(text.Length + 16);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || keep.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                result.Append((char)rune.Value);
                continue;
            }

            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            {
                result.Append('%').Append(b.ToString("X2", null));
            }
        }

        return result.ToString();
    }

    private static string Decode(string text, string keep, string function)
    {
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                result.Append(text[i++]);
                continue;
            }

            var start = i;
            bytes[0] = ReadByte(text, ref i, function);
            var length = bytes[0] < 0x80 ? 1 : bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
            for (var b = 1; b < length; b++)
            {
                bytes[b] = ReadByte(text, ref i, function);
            }

            var status = Rune.DecodeFromUtf8(bytes[..length], out var rune, out var consumed);
            if (status != System.Buffers.OperationStatus.Done || consumed != length)
            {
                throw Malformed(text, function);
            }

            var isKept = rune.IsAscii && keep.Contains((char)rune.Value, StringComparison.Ordinal);
            result.Append(isKept ? text[start..i] : rune.ToString());
        }

        return result.ToString();
    }

    private static byte ReadByte(string text, ref int at, string function)
    {
        if (at + 3 > text.Length || text[at] != '%' || !byte.TryParse(
            text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
        {
            throw Malformed(text, function);
        }

        at += 3;
        return value;
    }

    private static JsonataException Malformed(string text, string function) =>
        JsonataError.WithExtra("D3140", Value.From(function), Value.From(text));
}
