using System.Globalization;
using System.Text.Json;

namespace AiProxy.Merge.Votes;

/// <summary>Resolves a JSON pointer.</summary>
/// <remarks><see href="https://www.rfc-editor.org/rfc/rfc6901"/></remarks>
internal static class JsonPointer
{
    /// <returns>False when the pointer names nothing, or is not a pointer.</returns>
    public static bool TryResolve(JsonElement root, string pointer, out JsonElement value)
    {
        value = root;
        if (pointer.Length == 0)
        {
            return true;
        }
        if (pointer[0] != '/')
        {
            return false;
        }
        foreach (string token in pointer[1..].Split('/'))
        {
            // ~1 first: "~01" is the two characters "~1".
            string name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            bool found = value.ValueKind switch
            {
                JsonValueKind.Object => value.TryGetProperty(name, out value),
                JsonValueKind.Array => TryIndex(value, name, out value),
                _ => false,
            };
            if (!found)
            {
                return false;
            }
        }
        return true;
    }

    private static bool TryIndex(JsonElement array, string token, out JsonElement value)
    {
        value = default;
        bool isIndex = token == "0" || (token.Length > 0 && token[0] != '0');
        if (!isIndex || !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= array.GetArrayLength())
        {
            return false;
        }
        value = array[index];
        return true;
    }
}
