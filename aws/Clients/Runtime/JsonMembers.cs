using System.Text.Json;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Reads and writes members, leaving out what is not there.</summary>
internal static class JsonMembers
{
    public static void WriteIfSet(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name)?.GetString();

    public static long? Number(this JsonElement element, string name) => element.Member(name)?.GetInt64();

    public static bool? Flag(this JsonElement element, string name) => element.Member(name)?.GetBoolean();

    /// <summary>Seconds since 1970, with a fraction.</summary>
    public static DateTime? Time(this JsonElement element, string name) =>
        element.Member(name) is { } value ? DateTime.UnixEpoch.AddTicks((long)(value.GetDecimal() * TimeSpan.TicksPerSecond)) : null;
}
