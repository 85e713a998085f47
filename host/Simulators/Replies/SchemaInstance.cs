using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiProxy.Simulators.Replies;

/// <summary>The smallest value that a JSON schema allows, as far as answers and arguments need it.</summary>
internal static class SchemaInstance
{
    private const int MaxDepth = 16;

    public static JsonNode? Of(JsonElement schema) => Of(schema, schema, 0);

    private static JsonNode? Of(JsonElement schema, JsonElement root, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            return null;
        }
        if (schema.Text("$ref") is { } reference)
        {
            return Resolve(reference, root) is { } target ? Of(target, root, depth + 1) : null;
        }
        if (schema.Member("const") is { } constant)
        {
            return JsonNode.Parse(constant.GetRawText());
        }
        if (schema.Member("enum") is { ValueKind: JsonValueKind.Array } values && values.GetArrayLength() > 0)
        {
            return JsonNode.Parse(values[0].GetRawText());
        }
        foreach (string combined in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (schema.Member(combined) is { ValueKind: JsonValueKind.Array } options && options.GetArrayLength() > 0)
            {
                return Of(options[0], root, depth + 1);
            }
        }
        return OfType(TypeOf(schema), schema, root, depth);
    }

    private static JsonNode? OfType(string? type, JsonElement schema, JsonElement root, int depth) => type switch
    {
        "object" => OfObject(schema, root, depth),
        "array" => OfArray(schema, root, depth),
        "string" => new string('x', Math.Max(1, schema.Int("minLength") ?? 1)),
        "integer" => schema.Int("minimum") ?? 0,
        "number" => schema.Member("minimum") is { } minimum ? JsonNode.Parse(minimum.GetRawText()) : 0,
        "boolean" => true,
        _ => null,
    };

    private static JsonObject OfObject(JsonElement schema, JsonElement root, int depth)
    {
        var instance = new JsonObject();
        if (schema.Member("properties") is not { ValueKind: JsonValueKind.Object } properties)
        {
            return instance;
        }
        IReadOnlyList<string> required = schema.Member("required").Strings();
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (required.Contains(property.Name))
            {
                instance[property.Name] = Of(property.Value, root, depth + 1);
            }
        }
        return instance;
    }

    private static JsonArray OfArray(JsonElement schema, JsonElement root, int depth)
    {
        var instance = new JsonArray();
        for (int i = 0; i < Math.Min(schema.Int("minItems") ?? 0, 100); i++)
        {
            instance.Add(schema.Member("items") is { } items ? Of(items, root, depth + 1) : null);
        }
        return instance;
    }

    private static string? TypeOf(JsonElement schema) =>
        schema.Text("type") ?? schema.Member("type").Strings().FirstOrDefault(type => type != "null") ?? (schema.Member("properties") is null ? null : "object");

    private static JsonElement? Resolve(string reference, JsonElement root)
    {
        JsonElement? found = root;
        foreach (string step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.Member(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }
        return found;
    }
}
