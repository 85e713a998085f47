using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;
using Amazon.DynamoDBv2.Model;

namespace Amazon.DynamoDBv2;

/// <summary>Reads and writes what requests and responses are made of.</summary>
internal static class Items
{
    public static Dictionary<string, AttributeValue>? Read(JsonElement? json)
    {
        if (json is not { } element)
            return null;
        var item = new Dictionary<string, AttributeValue>();
        foreach (var member in element.EnumerateObject())
            item[member.Name] = AttributeValue.Read(member.Value);
        return item;
    }

    /// <summary>The item in the answer to a write whose condition did not hold.</summary>
    public static Dictionary<string, AttributeValue>? OfRefused(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return Read(document.RootElement.Member("Item"));
    }

    public static void Write(Utf8JsonWriter json, string name, Dictionary<string, AttributeValue>? item)
    {
        if (item is null)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in item)
        {
            json.WritePropertyName(key);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, string name, Dictionary<string, string>? names)
    {
        if (names is not { Count: > 0 })
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in names)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
