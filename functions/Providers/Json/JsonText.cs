using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AiProxy.Providers.Json;

/// <summary>Works on JSON strings without decoding them, so that prompts and answers pass through as they were written.</summary>
internal static class JsonText
{
    /// <summary>The empty string.</summary>
    public static JsonElement Empty { get; } = JsonElement.Parse("\"\""u8);

    /// <summary>Whether a string holds nothing but spaces, tabs and line ends.</summary>
    public static bool IsBlank(JsonElement text) => LengthWithoutTrailingBlanks(Inner(text)) == 0;

    /// <summary>The string without the spaces, tabs and line ends at its end.</summary>
    public static JsonElement TrimEnd(JsonElement text)
    {
        ReadOnlySpan<byte> inner = Inner(text);
        int length = LengthWithoutTrailingBlanks(inner);
        return length == inner.Length ? text : Quote(inner[..length]);
    }

    /// <summary>All of <paramref name="texts"/>, one after the other.</summary>
    public static JsonElement Concat(IReadOnlyList<JsonElement> texts)
    {
        if (texts.Count <= 1)
        {
            return texts.Count == 0 ? Empty : texts[0];
        }
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("\""u8);
        foreach (JsonElement text in texts)
        {
            buffer.Write(Inner(text));
        }
        buffer.Write("\""u8);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>
    /// JSON whose text is Unicode: half of a surrogate pair (an escape that is legal JSON and that nobody can read as a string) and bytes that are
    /// not UTF-8 become the replacement character. As it is, and without a copy, where all is well.
    /// </summary>
    public static ReadOnlySpan<byte> Mended(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        }
        byte[]? mended = null;
        for (int at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length;)
        {
            int length = 2;
            if (json[at + 1] == 'u')
            {
                length = 6;
                if (IsHalf(json, at, "89ABab"u8) && IsHalf(json, at + 6, "CDEFcdef"u8))
                {
                    length = 12;
                }
                else if (IsHalf(json, at, "89ABCDEFabcdef"u8))
                {
                    mended ??= json.ToArray();
                    "\\ufffd"u8.CopyTo(mended.AsSpan(at));
                }
            }
            int next = at + length < json.Length ? json[(at + length)..].IndexOf((byte)'\\') : -1;
            at = next < 0 ? -1 : at + length + next;
        }
        return mended ?? json;
    }

    // \ud8.. to \udb.. are first halves, \udc.. to \udf.. second ones.
    private static bool IsHalf(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> thirdDigits) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && (json[at + 2] is (byte)'d' or (byte)'D') && thirdDigits.Contains(json[at + 3]);

    private static ReadOnlySpan<byte> Inner(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    private static JsonElement Quote(ReadOnlySpan<byte> inner)
    {
        byte[] quoted = new byte[inner.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        inner.CopyTo(quoted.AsSpan(1));
        return JsonElement.Parse(quoted);
    }

    // Forwards, because whether the last character is the "n" of a line end depends on the backslashes before it.
    private static int LengthWithoutTrailingBlanks(ReadOnlySpan<byte> inner)
    {
        int kept = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] == ' ')
            {
                continue;
            }
            if (inner[i] == '\\')
            {
                i++;
                if (inner[i] is (byte)'n' or (byte)'r' or (byte)'t')
                {
                    continue;
                }
            }
            kept = i + 1;
        }
        return kept;
    }
}
