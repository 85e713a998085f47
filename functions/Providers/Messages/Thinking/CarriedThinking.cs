using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Thinking;

/// <summary>
/// What a provider wants back unchanged when its answer is sent again as history, above all in a tool loop: thinking blocks with their signatures.
/// OpenAI's messages have no place for it, so it rides in a member of the assistant's message:
/// <c>"aiproxy": {"thinking": {"format": "anthropic", "blocks": [{"at": 0, "block": {...}}]}}</c>. A caller who sends the message back as it came
/// loses nothing. Only the format that gave it reads it; to everybody else it is left out.
/// </summary>
/// <param name="At">
/// The item of the message that the block stands before (Anthropic), or belongs to (Gemini): the text is the first item, where there is text, and
/// each tool call is one more.
/// </param>
/// <param name="Block">The provider's own JSON.</param>
internal readonly record struct CarriedThinking(int At, JsonElement Block)
{
    public static ImmutableArray<CarriedThinking> Read(JsonElement message, string format)
    {
        JsonElement? thinking = message.Member("aiproxy").Member("thinking");
        if (thinking.Text("format") != format)
        {
            return [];
        }
        ImmutableArray<CarriedThinking>.Builder blocks = ImmutableArray.CreateBuilder<CarriedThinking>();
        foreach (JsonElement item in thinking.Member("blocks").Items())
        {
            if (item.Member("block") is { ValueKind: JsonValueKind.Object } block && item.Long("at") is { } at and >= 0 and < int.MaxValue)
            {
                blocks.Add(new CarriedThinking((int)at, block));
            }
        }
        return blocks.ToImmutable();
    }

    public static void Write(Utf8JsonWriter writer, string format, IEnumerable<CarriedThinking> blocks)
    {
        writer.WriteStartObject("aiproxy");
        writer.WriteStartObject("thinking");
        writer.WriteString("format", format);
        writer.WriteStartArray("blocks");
        foreach (CarriedThinking carried in blocks)
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", carried.At);
            writer.WriteVerbatim("block", carried.Block);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
