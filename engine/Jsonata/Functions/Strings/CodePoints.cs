namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>Strings counted in code points; a lone surrogate is one, as in JavaScript's string iteration.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 0; i < text.Length - 1; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The index of the code unit at which code point <paramref name="position"/> begins; the length if there are fewer.</summary>
    public static int IndexOf(string text, int position)
    {
        var index = 0;
        for (; position > 0 && index < text.Length; position--)
        {
            index += index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        }

        return index;
    }
}
