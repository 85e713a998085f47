using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Idempotency.Internal.Jmes;

/// <summary>A part of an expression. What is not there is null, as JMESPath has it.</summary>
internal abstract record JmesNode
{
    protected static readonly JsonElement Null = Parse("null"u8);

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public abstract JsonElement Evaluate(JsonElement data);

    protected static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }

    protected static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
            write(json);
        return Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Keys are hashes of text, and what is escaped in a payload has to stay escaped for them to be the real package's.</summary>
    private static void WriteAsItStands(Utf8JsonWriter json, JsonElement value) =>
        json.WriteRawValue(value.GetRawText(), skipInputValidation: true);

    internal sealed record Current : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data) => data;
    }

    internal sealed record Literal(JsonElement Value) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data) => Value;
    }

    internal sealed record Name(string Text) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data) =>
            data.ValueKind == JsonValueKind.Object && data.TryGetProperty(Text, out var value) ? value : Null;
    }

    internal sealed record Index(int Position) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data)
        {
            if (data.ValueKind != JsonValueKind.Array)
                return Null;
            var position = Position < 0 ? data.GetArrayLength() + Position : Position;
            return position >= 0 && position < data.GetArrayLength() ? data[position] : Null;
        }
    }

    /// <summary>Left, then right over its result. A sub-expression over null is null; a pipe goes on.</summary>
    internal sealed record Then(JmesNode Left, JmesNode Right, bool IsPipe) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data)
        {
            var left = Left.Evaluate(data);
            return left.ValueKind == JsonValueKind.Null && !IsPipe ? Null : Right.Evaluate(left);
        }
    }

    internal sealed record List(IReadOnlyList<JmesNode> Items) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data) => data.ValueKind == JsonValueKind.Null ? Null : Build(json =>
        {
            json.WriteStartArray();
            foreach (var item in Items)
                WriteAsItStands(json, item.Evaluate(data));
            json.WriteEndArray();
        });
    }

    internal sealed record Hash(IReadOnlyList<(string Key, JmesNode Value)> Members) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data) => data.ValueKind == JsonValueKind.Null ? Null : Build(json =>
        {
            json.WriteStartObject();
            foreach (var (key, value) in Members)
            {
                json.WritePropertyName(key);
                WriteAsItStands(json, value.Evaluate(data));
            }

            json.WriteEndObject();
        });
    }

    /// <summary>powertools_json: a string's text as JSON.</summary>
    internal sealed record FromJson(JmesNode Argument) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data)
        {
            var text = Argument.Evaluate(data);
            return text.ValueKind == JsonValueKind.String ? Parse(Encoding.UTF8.GetBytes(text.GetString()!)) : Null;
        }
    }

    /// <summary>powertools_base64: a string decoded.</summary>
    internal sealed record FromBase64(JmesNode Argument) : JmesNode
    {
        public override JsonElement Evaluate(JsonElement data)
        {
            var text = Argument.Evaluate(data);
            return text.ValueKind == JsonValueKind.String
                ? Build(json => json.WriteStringValue(Encoding.UTF8.GetString(text.GetBytesFromBase64())))
                : Null;
        }
    }
}
