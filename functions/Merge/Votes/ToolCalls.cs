using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiProxy.Merge.Votes;

/// <summary>
/// The tool calls of an assistant message, as a vote compares them: by name and arguments. Arguments are compared as JSON, so the order of members
/// and the form of numbers do not count; what is not JSON is compared letter by letter. Ids differ with every answer and are left out; so is the
/// order of parallel calls, which says nothing.
/// </summary>
internal sealed class ToolCalls
{
    // Shown in the answer's tally as it is written here.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<JsonElement> _calls;

    private ToolCalls(ImmutableArray<JsonElement> calls) => _calls = calls;

    /// <returns>Null when the message calls no tool.</returns>
    public static ToolCalls? Of(JsonElement message)
    {
        if (message.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }
        if (message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind is JsonValueKind.Array && calls.GetArrayLength() > 0)
        {
            return new ToolCalls([.. calls.EnumerateArray().Select(Canonical)]);
        }
        return message.TryGetProperty("function_call", out JsonElement call) && call.ValueKind is JsonValueKind.Object
            ? new ToolCalls([Function(call)])
            : null;
    }

    /// <summary>Whether both make the same calls.</summary>
    public bool Agrees(ToolCalls other)
    {
        if (_calls.Length != other._calls.Length)
        {
            return false;
        }
        var left = other._calls.ToList();
        foreach (JsonElement call in _calls)
        {
            int match = left.FindIndex(candidate => JsonElement.DeepEquals(call, candidate));
            if (match < 0)
            {
                return false;
            }
            left.RemoveAt(match);
        }
        return true;
    }

    /// <summary><c>[{"name":"get_weather","arguments":{"city":"Rome"}}]</c>.</summary>
    public JsonElement ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartArray();
            foreach (JsonElement call in _calls)
            {
                call.WriteTo(writer);
            }
            writer.WriteEndArray();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static JsonElement Canonical(JsonElement call)
    {
        if (Member(call, "function") is { ValueKind: JsonValueKind.Object } function)
        {
            return Function(function);
        }
        // A custom tool's input is text in a grammar of its own.
        return Member(call, "custom") is { ValueKind: JsonValueKind.Object } custom
            ? Write(custom, "input", static (writer, input) => WriteOrNull(writer, input))
            : call.Clone();
    }

    private static JsonElement Function(JsonElement function) => Write(function, "arguments", WriteArguments);

    private static JsonElement Write(JsonElement tool, string member, Action<Utf8JsonWriter, JsonElement?> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("name");
            WriteOrNull(writer, Member(tool, "name"));
            writer.WritePropertyName(member);
            write(writer, Member(tool, member));
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    // A tool without parameters is called with "{}", "" or nothing at all, whichever the provider likes.
    private static void WriteArguments(Utf8JsonWriter writer, JsonElement? arguments)
    {
        if (arguments is not { ValueKind: JsonValueKind.String } text)
        {
            WriteOrNull(writer, arguments);
            return;
        }
        string json = text.GetString()!;
        if (string.IsNullOrWhiteSpace(json))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else if (JsonAnswer.TryParseExactly(json.AsMemory(), out JsonElement parsed) && parsed.ValueKind is JsonValueKind.Object)
        {
            parsed.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(json);
        }
    }

    private static void WriteOrNull(Utf8JsonWriter writer, JsonElement? value)
    {
        if (value is { } known)
        {
            known.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
}
