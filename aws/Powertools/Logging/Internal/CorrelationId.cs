using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>
/// Finds an event's correlation id by a path such as <c>/requestContext/requestId</c>. Names match without regard to case and underscores, as the
/// attribute's paths are written in .NET's case.
/// </summary>
internal static class CorrelationId
{
    /// <summary>
    /// Looks in the event as it is in memory, by what the serializer's contract says of its members: to write a long prompt as JSON for the sake
    /// of an id would cost more than the rest of the line.
    /// </summary>
    /// <param name="input">The event.</param>
    /// <param name="type">The contract of the event's type.</param>
    /// <param name="path">The path, of at least one name.</param>
    /// <param name="id">The id; null where there is none.</param>
    /// <returns>False where only the event's JSON can tell: a converter of its own, a member that is not text.</returns>
    public static bool TryRead(object input, JsonTypeInfo type, string path, out string? id)
    {
        id = null;
        object? value = input;
        foreach (Range part in Names(path))
        {
            if (type.Kind != JsonTypeInfoKind.Object || Member(type, path[part]) is not { CustomConverter: null, Get: { } get } member)
            {
                return false;
            }
            value = get(value!);
            if (value is null)
            {
                return true;
            }
            if (!type.Options.TryGetTypeInfo(member.PropertyType, out JsonTypeInfo? inner))
            {
                return false;
            }
            type = inner;
        }
        if (value is not string text)
        {
            return false;
        }
        id = string.IsNullOrWhiteSpace(text) ? null : text;
        return true;
    }

    /// <summary>Looks in the event's JSON.</summary>
    public static string? Read(JsonElement element, string path)
    {
        foreach (Range part in Names(path))
        {
            if (element.ValueKind != JsonValueKind.Object || Member(element, path[part]) is not { } member)
            {
                return null;
            }
            element = member;
        }
        string id = element.ToString();
        return string.IsNullOrWhiteSpace(id) ? null : id;
    }

    private static IEnumerable<Range> Names(string path)
    {
        int start = 0;
        while (start < path.Length)
        {
            int end = path.IndexOf(CorrelationIdPaths.Separator, start);
            end = end < 0 ? path.Length : end;
            if (end > start)
            {
                yield return start..end;
            }
            start = end + 1;
        }
    }

    private static JsonPropertyInfo? Member(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(member => member.Name == name) ?? type.Properties.FirstOrDefault(member => AreAlike(member.Name, name));

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out JsonElement exact))
        {
            return exact;
        }
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (AreAlike(member.Name, name))
            {
                return member.Value;
            }
        }
        return null;
    }

    private static bool AreAlike(string name, string other) => string.Equals(Plain(name), Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
