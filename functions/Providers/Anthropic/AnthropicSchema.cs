using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Anthropic;

/// <summary>
/// A JSON schema as Anthropic takes it for answers: every object closed, and none of the keywords that it refuses. An object that does not say
/// whether it may have more members is closed, which the caller's schema allows; what it may not be told is reported.
/// </summary>
/// <remarks><see href="https://docs.anthropic.com/en/docs/build-with-claude/structured-outputs#json-schema-limitations"/></remarks>
internal static class AnthropicSchema
{
    private static readonly FrozenSet<string> Refused = new[]
    {
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems", "uniqueItems",
        "contains", "minContains", "maxContains", "minProperties", "maxProperties", "patternProperties", "propertyNames", "dependentRequired",
        "dependentSchemas", "if", "then", "else", "not", "unevaluatedProperties", "unevaluatedItems", "prefixItems",
    }.ToFrozenSet();

    // Members whose value is a schema, a list of schemas, or schemas by name.
    private static readonly FrozenSet<string> Nested = new[] { "items", "anyOf", "allOf" }.ToFrozenSet();

    private static readonly FrozenSet<string> NestedByName = new[] { "properties", "$defs", "definitions" }.ToFrozenSet();

    public static void Write(Utf8JsonWriter writer, JsonElement schema, string pointer, TranslationReport report)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            writer.WriteVerbatim(schema);
            return;
        }
        writer.WriteStartObject();
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            WriteKeyword(writer, keyword, TranslationReport.Pointer(pointer, keyword.Name), report);
        }
        if (IsObject(schema))
        {
            writer.WriteBoolean("additionalProperties", false);
        }
        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, JsonProperty keyword, string pointer, TranslationReport report)
    {
        switch (keyword.Name)
        {
            case "additionalProperties":
                if (keyword.Value.ValueKind != JsonValueKind.False)
                {
                    report.Unsupported(pointer, "Anthropic's answers have no members beside those that the schema names");
                }
                break;
            case "$schema":
                break;
            case "minItems" when !keyword.Value.IsNumber(0) && !keyword.Value.IsNumber(1):
            case var name when Refused.Contains(name):
                report.Unsupported(pointer, $"Anthropic does not hold answers to \"{keyword.Name}\"");
                break;
            // Of alternatives that shut each other out, as they nearly always do, "any" is "one".
            case "oneOf":
                report.Altered(pointer, "Anthropic has anyOf only");
                writer.WritePropertyName("anyOf");
                WriteList(writer, keyword.Value, pointer, report);
                break;
            case var name when Nested.Contains(name):
                writer.WritePropertyName(name);
                WriteList(writer, keyword.Value, pointer, report);
                break;
            case var name when NestedByName.Contains(name) && keyword.Value.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject(name);
                foreach (JsonProperty named in keyword.Value.EnumerateObject())
                {
                    writer.WritePropertyName(named.Name);
                    Write(writer, named.Value, TranslationReport.Pointer(pointer, named.Name), report);
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteVerbatim(keyword.Name, keyword.Value);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, JsonElement value, string pointer, TranslationReport report)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Write(writer, value, pointer, report);
            return;
        }
        writer.WriteStartArray();
        foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
        {
            Write(writer, item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), report);
        }
        writer.WriteEndArray();
    }

    private static bool IsObject(JsonElement schema) => schema.Member("properties") is not null || schema.Member("additionalProperties") is not null
        || schema.Member("type") switch
        {
            { ValueKind: JsonValueKind.String } type => type.AsText() == "object",
            { ValueKind: JsonValueKind.Array } types => types.EnumerateArray().Any(type => type.AsText() == "object"),
            _ => false,
        };
}
