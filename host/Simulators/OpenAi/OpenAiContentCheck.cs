using System.Text.Json;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.OpenAi;

/// <summary>Looks at content parts that are no text.</summary>
internal static class OpenAiContentCheck
{
    public static SimulatedError? ReadMedia(JsonElement parts, string place, RequestText text)
    {
        foreach ((int index, JsonElement part) in parts.EnumerateArray().Index())
        {
            string? description = part.Text("type") switch
            {
                "image_url" => MediaText.OfUrl(part.Member("image_url").Text("url") ?? ""),
                "input_audio" => MediaText.OfBase64("audio", part.Member("input_audio").Text("data") ?? ""),
                "file" => part.Member("file").Text("file_id") ?? MediaText.OfUrl(part.Member("file").Text("file_data") ?? ""),
                _ => "",
            };
            if (description is null)
            {
                return SimulatedError.Invalid(
                    $"Invalid '{place}.content[{index}]'. Expected a base64-encoded data URL with a MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), or an http(s) URL.",
                    $"{place}.content[{index}]", "invalid_value");
            }
            if (description.Length > 0)
            {
                text.AddMedia(description);
            }
        }
        return null;
    }

    public static SimulatedError? ReadFormat(JsonElement body, out bool json, out JsonElement? schema)
    {
        JsonElement? format = body.Member("response_format");
        schema = format.Member("json_schema").Member("schema");
        json = format.Text("type") is "json_schema" or "json_object";
        return format.Text("type") switch
        {
            null when format is null => null,
            "text" or "json_object" => null,
            "json_schema" when format.Member("json_schema").Text("name") is { Length: > 0 } => null,
            "json_schema" => SimulatedError.Invalid("Missing required parameter: 'response_format.json_schema.name'.", "response_format.json_schema.name", "missing_required_parameter"),
            var other => SimulatedError.Invalid($"Invalid value: '{other}'. Supported values are: 'json_object', 'json_schema', and 'text'.", "response_format.type", "invalid_value"),
        };
    }
}
