using System.Text.Json;

namespace AiProxy.CallProvider.Secrets;

/// <summary>Finds the key in a secret's text: the text itself, or a JSON object as the Secrets Manager console makes one.</summary>
internal static class SecretText
{
    private static readonly string[] Names = ["apiKey", "api_key", "key"];

    /// <returns>
    /// The key without white space around it (a file's last newline is not part of it); of an object, its only member or the one called
    /// <c>apiKey</c>, <c>api_key</c> or <c>key</c>. Null when there is none.
    /// </returns>
    public static string? KeyIn(string? text)
    {
        string trimmed = text?.Trim() ?? "";
        string? key = trimmed.StartsWith('{') ? InObject(trimmed) : trimmed;
        return string.IsNullOrWhiteSpace(key) ? null : key.Trim();
    }

    private static string? InObject(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonProperty[] texts = [.. document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.String)];
            if (texts is [JsonProperty only])
            {
                return only.Value.GetString();
            }
            string? name = Array.Find(Names, name => Array.Exists(texts, member => member.NameEquals(name)));
            return name is null ? null : texts.First(member => member.NameEquals(name)).Value.GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
