using System.Text.Json;
using System.Text.Unicode;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Requests;

/// <summary>
/// Finds JSON text that is not Unicode. The parser takes it, and only who reads the string fails, somewhere in the middle of a workflow.
/// Clients that cut text between the halves of an emoji send it.
/// </summary>
internal static class UnicodeText
{
    public static bool IsUtf8(ReadOnlySpan<byte> utf8Json) => Utf8.IsValid(utf8Json);

    /// <summary>The pointer to the first string with half of a surrogate pair; null where all is well. Names have been read by then.</summary>
    public static string? FindHalfPair(ReadOnlySpan<byte> utf8Json, JsonElement root) => HasSurrogateEscape(utf8Json) ? Find(root, "") : null;

    // Walking the whole request is left to the few that have such an escape at all.
    private static bool HasSurrogateEscape(ReadOnlySpan<byte> utf8Json)
    {
        for (int at = utf8Json.IndexOf("\\u"u8); at >= 0 && at + 2 < utf8Json.Length;)
        {
            if (utf8Json[at + 2] is (byte)'d' or (byte)'D')
            {
                return true;
            }
            int next = utf8Json[(at + 2)..].IndexOf("\\u"u8);
            at = next < 0 ? -1 : at + 2 + next;
        }
        return false;
    }

    private static string? Find(JsonElement element, string pointer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsText(element) ? null : pointer;
            case JsonValueKind.Array:
                return element.EnumerateArray().Index().Select(item => Find(item.Item, JsonPointer.Element(pointer, item.Index))).FirstOrDefault(found => found is not null);
            case JsonValueKind.Object:
                return element.EnumerateObject().Select(member => Find(member.Value, JsonPointer.Member(pointer, member.Name))).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private static bool IsText(JsonElement element)
    {
        try
        {
            element.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
