using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Tools;

/// <summary>Turns the arguments of a call from OpenAI's string into an object, and back.</summary>
internal static class ToolArguments
{
    /// <summary>The one member of the object that stands for arguments which are no JSON object: the text as it came.</summary>
    public const string RawMember = "invalid_json";

    // The body travels inside an envelope, through serializers that end at 64.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private static readonly JsonElement NoArguments = JsonElement.Parse("{}"u8);

    /// <summary>The arguments as an object.</summary>
    /// <param name="arguments">What stands in the call; models write broken JSON, and clients send it back.</param>
    /// <param name="valid">False when the text was wrapped.</param>
    public static JsonElement ToObject(JsonElement? arguments, out bool valid)
    {
        valid = true;
        if (arguments is not { } given)
        {
            return NoArguments;
        }
        if (given.ValueKind == JsonValueKind.Object)
        {
            return given;
        }
        string text = given.ValueKind == JsonValueKind.String ? given.AsText()! : given.GetRawText();
        if (string.IsNullOrWhiteSpace(text))
        {
            return NoArguments;
        }
        try
        {
            JsonElement parsed = JsonElement.Parse(text, Options);
            if (parsed.ValueKind == JsonValueKind.Object)
            {
                return parsed;
            }
        }
        catch (JsonException)
        {
            // Wrapped below: one broken call in a history must not end the conversation.
        }
        valid = false;
        return WireJson.WriteElement(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(RawMember, text);
            writer.WriteEndObject();
        });
    }

    /// <summary>Writes the member <c>arguments</c>: JSON as a string.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="arguments">An object; anything else that is no string is written as it stands; null writes no arguments, <c>{}</c>.</param>
    public static void WriteString(Utf8JsonWriter writer, JsonElement? arguments)
    {
        writer.WritePropertyName("arguments");
        switch (arguments)
        {
            case null:
                writer.WriteStringValue("{}"u8);
                break;
            case { ValueKind: JsonValueKind.String } text:
                if (JsonText.IsBlank(text))
                {
                    writer.WriteStringValue("{}"u8);
                }
                else
                {
                    writer.WriteVerbatim(text);
                }
                break;
            case { } json:
                writer.WriteStringValue(JsonText.Mended(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json)));
                break;
        }
    }
}
