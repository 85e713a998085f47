using System.Globalization;
using System.Text.Json;

namespace AiProxy.Providers.Json;

/// <summary>Reads members that may be missing, null or of another type than documented, without throwing.</summary>
internal static class JsonRead
{
    /// <summary>The member's value; null when <paramref name="json"/> is no object, or the member is missing or null.</summary>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Member(this JsonElement? json, string name) => json?.Member(name);

    /// <summary>The member's text: a string as it is, a number or boolean as written; else null.</summary>
    public static string? Text(this JsonElement json, string name) => json.Member(name) is { } value ? value.AsText() : null;

    public static string? Text(this JsonElement? json, string name) => json?.Text(name);

    public static string? AsText(this JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return value.GetString();
                }
                catch (InvalidOperationException)
                {
                    // A lone surrogate: legal JSON, no legal text.
                    return value.GetRawText().Trim('"');
                }
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return value.GetRawText();
            default:
                return null;
        }
    }

    /// <summary>The member's number, rounded towards zero; null when it is none or does not fit.</summary>
    public static long? Long(this JsonElement json, string name)
    {
        if (json.Member(name) is not { ValueKind: JsonValueKind.Number } number)
        {
            return null;
        }
        if (number.TryGetInt64(out long value))
        {
            return value;
        }
        // "12.0": written by servers whose only number type is a double.
        return number.TryGetDecimal(out decimal rounded) && Math.Abs(rounded) < long.MaxValue ? (long)rounded : null;
    }

    public static long? Long(this JsonElement? json, string name) => json?.Long(name);

    public static bool IsNumber(this JsonElement value, decimal expected) =>
        value.ValueKind == JsonValueKind.Number && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        && number == expected;

    /// <summary>The items of an array; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
