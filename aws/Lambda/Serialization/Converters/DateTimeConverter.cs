using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Dates as ISO 8601 text, or as seconds since 1970 (Kinesis: milliseconds, told apart by their size).</summary>
public class DateTimeConverter : JsonConverter<DateTime>
{
    private const long Year5000InSeconds = 157753180800;

    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out var date))
            return date;

        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var whole))
                return whole > Year5000InSeconds ? DateTime.UnixEpoch.AddMilliseconds(whole) : DateTime.UnixEpoch.AddSeconds(whole);
            if (reader.TryGetDouble(out var seconds))
                return DateTime.UnixEpoch.AddSeconds(seconds);
        }

        throw new JsonSerializerException($"Unknown data type for DateTime: {reader.TokenType}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
