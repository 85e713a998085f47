using System.Text.Json;

namespace AiProxy.Simulators;

/// <summary>Reads members that may be missing or of another type.</summary>
internal static class RequestJson
{
    /// <summary>The member's value; null when it is missing, null, or <paramref name="json"/> is no object.</summary>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Member(this JsonElement? json, string name) => json?.Member(name);

    /// <summary>The member's string; null when it is none.</summary>
    public static string? Text(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.AsString() : null;

    public static string? Text(this JsonElement? json, string name) => json?.Text(name);

    /// <summary>A string's text; as written where it holds half of a surrogate pair, which is legal JSON and no legal text.</summary>
    public static string AsString(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText().Trim('"');
        }
    }

    public static int? Int(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value : null;

    /// <summary>The items of a list; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? json) => json is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A string, or the strings of a list.</summary>
    public static IReadOnlyList<string> Strings(this JsonElement? json) => json switch
    {
        { ValueKind: JsonValueKind.String } single => [single.AsString()],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.AsString())],
        _ => [],
    };
}
