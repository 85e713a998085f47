using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages;

/// <summary>Reads the sampling members that every format has, under whatever name.</summary>
internal static class Sampling
{
    /// <summary>
    /// The limit on the answer's length: <c>max_completion_tokens</c>, or <c>max_tokens</c>, its old name. With both (the caller's and a
    /// target's own) the smaller holds, since each of them is a promise.
    /// </summary>
    /// <returns>A JSON number; null when the request has none.</returns>
    public static JsonElement? MaxTokens(JsonElement request)
    {
        JsonElement? current = request.Member("max_completion_tokens");
        JsonElement? old = request.Member("max_tokens");
        if (current is null || old is null)
        {
            return current ?? old;
        }
        return request.Long("max_tokens") < request.Long("max_completion_tokens") ? old : current;
    }

    /// <summary>The stop sequences, one string or a list, without blank ones where <paramref name="reasonAgainstBlank"/> says why not.</summary>
    public static IReadOnlyList<JsonElement> Stops(JsonElement request, string? reasonAgainstBlank, TranslationReport report)
    {
        JsonElement? stop = request.Member("stop");
        bool isList = stop is { ValueKind: JsonValueKind.Array };
        var stops = new List<JsonElement>();
        int index = 0;
        foreach (JsonElement item in isList ? stop.Items() : stop is { } single ? [single] : [])
        {
            if (item.ValueKind == JsonValueKind.String && reasonAgainstBlank is not null && JsonText.IsBlank(item))
            {
                report.Unsupported(isList ? $"/stop/{index}" : "/stop", reasonAgainstBlank);
            }
            else
            {
                stops.Add(item);
            }
            index++;
        }
        return stops;
    }

    /// <summary>Writes the member <paramref name="from"/> of the request as <paramref name="to"/>; nothing when the request has none.</summary>
    public static void Copy(Utf8JsonWriter writer, JsonElement request, string from, string to)
    {
        if (request.Member(from) is { } value)
        {
            writer.WriteVerbatim(to, value);
        }
    }
}
