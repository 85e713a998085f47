using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AiProxy.LocalServices.Wire;

namespace AiProxy.LocalServices.DynamoDb.Values;

/// <summary>Items and values in DynamoDB's own JSON: <c>{"S":"text"}</c>.</summary>
internal static class AttributeJson
{
    private const int MaxDepth = 32;

    private const string NoType = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

    public static ImmutableDictionary<string, AttributeValue> ReadItem(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new ServiceException(400, "SerializationException", "An item must be a JSON object.");
        }
        var read = ImmutableDictionary.CreateBuilder<string, AttributeValue>(StringComparer.Ordinal);
        foreach (JsonProperty attribute in item.EnumerateObject())
        {
            read[attribute.Name] = Read(attribute.Value, 0);
        }
        return read.ToImmutable();
    }

    public static ImmutableDictionary<string, AttributeValue> ReadItem(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return ReadItem(document.RootElement);
    }

    public static AttributeValue Read(JsonElement value) => Read(value, 0);

    public static string WriteItem(ImmutableDictionary<string, AttributeValue> item) => Encoding.UTF8.GetString(JsonText.Write(writer => Write(writer, item)));

    public static void Write(Utf8JsonWriter writer, ImmutableDictionary<string, AttributeValue> item)
    {
        writer.WriteStartObject();
        foreach ((string name, AttributeValue value) in item.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static AttributeValue Read(JsonElement value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Errors.Validation("Nesting Levels have exceeded supported limits");
        }
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Take(2).ToArray() is not [JsonProperty typed])
        {
            throw Errors.Validation(value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()
                ? "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
                : NoType);
        }
        JsonElement inner = typed.Value;
        return typed.Name switch
        {
            "S" => new AttributeValue.Text(Text(inner)),
            "N" => new AttributeValue.Number(DynamoNumber.Parse(Text(inner))),
            "B" => new AttributeValue.Binary(Bytes(inner)),
            "BOOL" => inner.ValueKind is JsonValueKind.True or JsonValueKind.False ? new AttributeValue.Bool(inner.GetBoolean()) : throw WrongType("BOOL"),
            "NULL" => inner.ValueKind == JsonValueKind.True
                ? new AttributeValue.Null()
                : throw Errors.Validation("One or more parameter values were invalid: Null attribute value types must have the value of true"),
            "M" => new AttributeValue.Map(Members(inner, depth)),
            "L" => new AttributeValue.List([.. Elements(inner, "L").Select(item => Read(item, depth + 1))]),
            "SS" => Set("SS", inner, item => new AttributeValue.Text(Text(item))),
            "NS" => Set("NS", inner, item => new AttributeValue.Number(DynamoNumber.Parse(Text(item)))),
            "BS" => Set("BS", inner, item => new AttributeValue.Binary(Bytes(item))),
            _ => throw Errors.Validation(NoType),
        };
    }

    private static ImmutableDictionary<string, AttributeValue> Members(JsonElement map, int depth)
    {
        if (map.ValueKind != JsonValueKind.Object)
        {
            throw WrongType("M");
        }
        return map.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Read(member.Value, depth + 1), StringComparer.Ordinal);
    }

    private static AttributeValue.Set Set(string type, JsonElement values, Func<JsonElement, AttributeValue> read)
    {
        ImmutableArray<AttributeValue> members = [.. Elements(values, type).Select(read)];
        if (members.IsEmpty)
        {
            throw Errors.Validation("One or more parameter values were invalid: An " + (type == "SS" ? "string" : type == "NS" ? "number" : "binary") + " set  may not be empty");
        }
        return members.Distinct(SameValue.Instance).Count() == members.Length
            ? new AttributeValue.Set(type, members)
            : throw Errors.Validation($"One or more parameter values were invalid: Input collection {values.GetRawText()} contains duplicates.");
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement array, string type) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : throw WrongType(type);

    private static string Text(JsonElement text) =>
        text.ValueKind == JsonValueKind.String ? text.GetString()! : throw WrongType("S, N or B");

    private static ImmutableArray<byte> Bytes(JsonElement text) =>
        text.ValueKind == JsonValueKind.String && text.TryGetBytesFromBase64(out byte[]? bytes) ? [.. bytes] : throw WrongType("B");

    private static ServiceException WrongType(string type) =>
        new(400, "SerializationException", $"An attribute's value is not of the JSON type that {type} needs.");

    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Type);
        switch (value)
        {
            case AttributeValue.Bool flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case AttributeValue.Null:
                writer.WriteBooleanValue(true);
                break;
            case AttributeValue.Map map:
                Write(writer, map.Members);
                break;
            case AttributeValue.List list:
                writer.WriteStartArray();
                foreach (AttributeValue item in list.Items)
                {
                    Write(writer, item);
                }
                writer.WriteEndArray();
                break;
            case AttributeValue.Set set:
                writer.WriteStartArray();
                foreach (AttributeValue member in set.Members)
                {
                    writer.WriteStringValue(Scalar(member));
                }
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Scalar(value));
                break;
        }
        writer.WriteEndObject();
    }

    private static string Scalar(AttributeValue value) => value switch
    {
        AttributeValue.Text text => text.Value,
        AttributeValue.Number number => number.Value.ToString(),
        AttributeValue.Binary binary => Convert.ToBase64String(binary.Value.AsSpan()),
        _ => throw new System.Diagnostics.UnreachableException($"{value.Type} is no scalar."),
    };
}
