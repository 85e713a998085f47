using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>
/// Writes any value as JSON without reflection: plain values, JSON, dictionaries and lists as they are; other objects by the type information
/// of the configuration or of the function's serializer, else as text.
/// </summary>
internal sealed class LogValueWriter(Utf8JsonWriter json, LoggerSettings settings, ILambdaSerializer? serializer)
{
    private const int MaxDepth = 32;

    public void Write(object? value, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            json.WriteStringValue("(too deep)");
            return;
        }

        if (WritePlain(value))
            return;

        switch (value)
        {
            case JsonElement element:
                WriteElement(element);
                break;
            case JsonDocument document:
                WriteElement(document.RootElement);
                break;
            case JsonNode node:
                WriteElement(node.Deserialize(LogJsonContext.Default.JsonElement));
                break;
            case Exception exception:
                WriteException(exception, depth);
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case IEnumerable<KeyValuePair<string, object>> pairs:
                WriteObject(pairs.Select(pair => (pair.Key, (object?)pair.Value)), depth);
                break;
            case IDictionary dictionary:
                WriteObject(dictionary.Cast<DictionaryEntry>().Select(entry => (Text(entry.Key), entry.Value)), depth);
                break;
            default:
                WriteOther(value!, depth);
                break;
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private bool WritePlain(object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                return true;
            case string text:
                json.WriteStringValue(text);
                return true;
            case bool flag:
                json.WriteBooleanValue(flag);
                return true;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                json.WriteRawValue(Text(value), skipInputValidation: true);
                return true;
            case DateTime time:
                json.WriteStringValue(time);
                return true;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                return true;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            case TimeOnly time:
                json.WriteStringValue(time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
                return true;
            case ValueType and (Enum or Guid or TimeSpan or char or double or float):
                json.WriteStringValue(Text(value));
                return true;
            default:
                return false;
        }
    }

    private void WriteObject(IEnumerable<(string Key, object? Value)> members, int depth)
    {
        json.WriteStartObject();
        foreach (var (key, member) in members)
        {
            json.WritePropertyName(settings.Naming.Of(key));
            Write(member, depth + 1);
        }

        json.WriteEndObject();
    }

    private void WriteOther(object value, int depth)
    {
        if (TypeInfo(value.GetType()) is { } typeInfo)
        {
            WriteElement(JsonSerializer.SerializeToElement(value, typeInfo));
        }
        else if (value is IEnumerable items)
        {
            json.WriteStartArray();
            foreach (var item in items)
                Write(item, depth + 1);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStringValue(value.ToString());
        }
    }

    private void WriteElement(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(settings.Naming.Of(member.Name));
                    WriteElement(member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    WriteElement(item);
                json.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private void WriteException(Exception exception, int depth)
    {
        json.WriteStartObject();
        json.WriteString(settings.Naming.Of("Type"), exception.GetType().FullName);
        json.WriteString(settings.Naming.Of("Message"), exception.Message);
        if (exception.Source is { } source)
            json.WriteString(settings.Naming.Of("Source"), source);
        if (exception.StackTrace is { } stackTrace)
            json.WriteString(settings.Naming.Of("StackTrace"), stackTrace);
        if (exception.InnerException is { } inner)
        {
            json.WritePropertyName(settings.Naming.Of("InnerException"));
            Write(inner, depth + 1);
        }

        json.WriteEndObject();
    }

    private JsonTypeInfo? TypeInfo(Type type)
    {
        if (settings.JsonOptions is { TypeInfoResolver: { } resolver } options && resolver.GetTypeInfo(type, options) is { } configured)
            return configured;
        return (serializer as AbstractLambdaJsonSerializer)?.TypeInfoOf(type);
    }
}
