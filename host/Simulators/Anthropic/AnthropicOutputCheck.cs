using System.Collections.Frozen;
using System.Text.Json;

namespace AiProxy.Simulators.Anthropic;

/// <summary>Refuses what Anthropic refuses of thinking and of schemas for answers.</summary>
internal static class AnthropicOutputCheck
{
    private static readonly FrozenSet<string> RefusedKeywords = new[]
    {
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems", "oneOf",
    }.ToFrozenSet();

    public static SimulatedError? ReadOutput(JsonElement body, out JsonElement? schema)
    {
        JsonElement? output = body.Member("output_config");
        schema = output.Member("format").Member("schema");
        if (output.Text("effort") is not (null or "low" or "medium" or "high" or "xhigh" or "max"))
        {
            return SimulatedError.Invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
        }
        if (output.Member("format") is not { } format)
        {
            return null;
        }
        return format.Text("type") != "json_schema" || schema is null
            ? SimulatedError.Invalid("output_config.format: Input should be a json_schema with a schema")
            : CheckSchema(schema.Value);
    }

    public static SimulatedError? ReadThinking(JsonElement body, JsonElement messages, out bool thinks)
    {
        JsonElement? thinking = body.Member("thinking");
        string? type = thinking.Text("type");
        thinks = type is "enabled" or "adaptive";
        if (thinking is not null && type is not ("enabled" or "adaptive" or "disabled"))
        {
            return SimulatedError.Invalid("thinking.type: Input should be 'enabled', 'adaptive' or 'disabled'");
        }
        if (!thinks)
        {
            return null;
        }
        if (type == "enabled" && thinking?.Int("budget_tokens") is not >= 1024)
        {
            return SimulatedError.Invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        }
        if (type == "enabled" && thinking?.Int("budget_tokens") >= body.Int("max_tokens"))
        {
            return SimulatedError.Invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
        if (body.Member("temperature") is { } temperature && temperature.GetDouble() != 1)
        {
            return SimulatedError.Invalid("`temperature` may only be set to 1 when thinking is enabled.");
        }
        if (body.Member("top_k") is not null || (body.Member("top_p") is { } topP && topP.GetDouble() < 0.95))
        {
            return SimulatedError.Invalid("`top_k` must be unset and `top_p` at least 0.95 when thinking is enabled.");
        }
        return body.Member("tool_choice").Text("type") is "any" or "tool"
            ? SimulatedError.Invalid("Thinking may not be enabled when tool_choice forces tool use.")
            : type == "enabled" ? CheckThoughts(messages) : null;
    }

    private static SimulatedError? CheckThoughts(JsonElement messages)
    {
        int last = messages.GetArrayLength() - 1;
        return last > 0 && FirstType(messages[last]) == "tool_result" && FirstType(messages[last - 1]) is not ("thinking" or "redacted_thinking") and var found
            ? SimulatedError.Invalid($"messages.{last - 1}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `{found}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.")
            : null;
    }

    private static string? FirstType(JsonElement message) =>
        message.Member("content") is { ValueKind: JsonValueKind.Array } blocks && blocks.GetArrayLength() > 0 ? blocks[0].Text("type") : null;

    private static SimulatedError? CheckSchema(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        bool isObject = schema.Text("type") == "object" || schema.Member("type").Strings().Contains("object");
        if (isObject && schema.Member("additionalProperties") is not { ValueKind: JsonValueKind.False })
        {
            return SimulatedError.Invalid("output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false");
        }
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (RefusedKeywords.Contains(keyword.Name))
            {
                return SimulatedError.Invalid($"output_config.format.schema: For '{schema.Text("type")}' type, property '{keyword.Name}' is not supported");
            }
            IEnumerable<JsonElement> nested = keyword.Name switch
            {
                "properties" or "$defs" when keyword.Value.ValueKind == JsonValueKind.Object => keyword.Value.EnumerateObject().Select(member => member.Value),
                "anyOf" or "allOf" when keyword.Value.ValueKind == JsonValueKind.Array => keyword.Value.EnumerateArray(),
                "items" => [keyword.Value],
                _ => [],
            };
            if (nested.Select(CheckSchema).FirstOrDefault(wrong => wrong is not null) is { } inside)
            {
                return inside;
            }
        }
        return null;
    }
}
