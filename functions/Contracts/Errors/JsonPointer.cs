namespace AiProxy.Contracts.Errors;

/// <summary>Writing JSON pointers.</summary>
/// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6901"/></remarks>
public static class JsonPointer
{
    /// <summary>The pointer to member <paramref name="name"/> of what <paramref name="parent"/> points to.</summary>
    public static string Member(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The pointer to element <paramref name="index"/> (from 0) of what <paramref name="parent"/> points to.</summary>
    public static string Element(string parent, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parent}/{index}");

    /// <summary>Whether <paramref name="text"/> is a pointer: empty, or <c>/</c>-led with every <c>~</c> followed by 0 or 1.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length > 0 && text[0] != '/')
        {
            return false;
        }
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ('0' or '1')))
            {
                return false;
            }
        }
        return true;
    }
}
