using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Bytes read from Base64 or from an array of numbers, written as an array of numbers.</summary>
public class ByteArrayConverter : JsonConverter<byte[]?>
{
    /// <inheritdoc/>
    public override byte[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return reader.GetBytesFromBase64();
        }

        var bytes = new List<byte>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Number:
                    bytes.Add(reader.GetByte());
                    break;
                case JsonTokenType.EndArray:
                    return [.. bytes];
            }
        }

        throw new JsonException("The JSON value could not be converted to byte[].");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[]? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        foreach (var item in value)
            writer.WriteNumberValue(item);
        writer.WriteEndArray();
    }
}
