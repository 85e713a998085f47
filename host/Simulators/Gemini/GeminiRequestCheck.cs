using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Gemini;

/// <summary>Refuses what Gemini refuses, unknown members included, so that a wrong translation is found without a key.</summary>
internal static class GeminiRequestCheck
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "contents", "systemInstruction", "system_instruction", "generationConfig", "generation_config", "tools", "toolConfig", "tool_config",
        "safetySettings", "safety_settings", "cachedContent", "cached_content", "labels", "store", "serviceTier",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> KnownConfig = new[]
    {
        "temperature", "topP", "topK", "candidateCount", "maxOutputTokens", "stopSequences", "seed", "presencePenalty", "frequencyPenalty",
        "responseLogprobs", "logprobs", "responseMimeType", "responseSchema", "responseJsonSchema", "responseModalities", "thinkingConfig",
        "mediaResolution", "speechConfig",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> ThinkingNames = new[] { "thinkingLevel", "thinkingBudget", "includeThoughts" }.ToFrozenSet();

    public static SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request)
    {
        request = null;
        if (call.Body is not { ValueKind: JsonValueKind.Object } body)
        {
            return SimulatedError.Invalid("Invalid JSON payload received. Unexpected token.");
        }
        JsonElement? config = body.Member("generationConfig");
        var text = new RequestText();
        SimulatedTools tools = SimulatedTools.None;
        if ((CheckNames(body, Known, "") ?? CheckConfig(config, model.Name) ?? CheckSystem(body, text) ?? CheckContents(body, model.Name, text)
            ?? GeminiToolCheck.ReadTools(body, out tools)) is { } wrong)
        {
            return wrong;
        }
        request = new SimulatedRequest
        {
            Model = model,
            Text = text,
            MaxTokens = config?.Int("maxOutputTokens"),
            Stops = config.Member("stopSequences").Strings(),
            Count = config?.Int("candidateCount") ?? 1,
            Tools = tools,
            Json = config.Text("responseMimeType") == "application/json",
            Schema = config.Member("responseJsonSchema") ?? config.Member("responseSchema"),
            Thinks = config.Member("thinkingConfig").Member("includeThoughts") is { ValueKind: JsonValueKind.True },
        };
        return null;
    }

    private static SimulatedError? CheckNames(JsonElement json, FrozenSet<string> known, string place)
    {
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                string at = place.Length == 0 ? "" : $" at '{place}'";
                return SimulatedError.Invalid($"Invalid JSON payload received. Unknown name \"{member.Name}\"{at}: Cannot find field.");
            }
        }
        return null;
    }

    private static SimulatedError? CheckConfig(JsonElement? config, string model)
    {
        if (config is not { } some)
        {
            return null;
        }
        if (some.ValueKind != JsonValueKind.Object)
        {
            return SimulatedError.Invalid("Invalid value at 'generation_config'.");
        }
        if (some.Member("stopSequences") is { } stops && (stops.ValueKind != JsonValueKind.Array || stops.GetArrayLength() > 5))
        {
            return SimulatedError.Invalid("* GenerateContentRequest.generation_config.stop_sequences: at most 5 stop sequences are allowed.");
        }
        return CheckNames(some, KnownConfig, "generation_config")
            ?? CheckFormat(some)
            ?? CheckThinking(some.Member("thinkingConfig"), model)
            ?? Range(some, "temperature", 0, 2)
            ?? Range(some, "topP", 0, 1)
            ?? Range(some, "candidateCount", 1, 8)
            ?? Range(some, "maxOutputTokens", 1, int.MaxValue)
            ?? Range(some, "seed", int.MinValue, int.MaxValue)
            ?? Range(some, "presencePenalty", -2, 2)
            ?? Range(some, "frequencyPenalty", -2, 2);
    }

    private static SimulatedError? CheckFormat(JsonElement config)
    {
        bool hasSchema = (config.Member("responseSchema") ?? config.Member("responseJsonSchema")) is not null;
        return config.Text("responseMimeType") switch
        {
            null or "text/plain" when hasSchema => SimulatedError.Invalid("* GenerateContentRequest.generation_config.response_schema: response_schema requires response_mime_type application/json\n"),
            null or "text/plain" or "application/json" or "text/x.enum" => null,
            var other => SimulatedError.Invalid($"* GenerateContentRequest.generation_config.response_mime_type: allowed mimetypes are `text/plain`, `application/json`, ... got {other}\n"),
        };
    }

    private static SimulatedError? CheckThinking(JsonElement? thinking, string model)
    {
        if (thinking is not { } some)
        {
            return null;
        }
        string? level = some.Text("thinkingLevel");
        if (level is not null && some.Member("thinkingBudget") is not null)
        {
            return SimulatedError.Invalid("You can only set only one of thinking budget and thinking level.");
        }
        if (level is not null && model.Contains("gemini-2", StringComparison.Ordinal))
        {
            return SimulatedError.Invalid("Thinking level is not supported for this model.");
        }
        return level is null or "minimal" or "low" or "medium" or "high"
            ? CheckNames(some, ThinkingNames, "generation_config.thinking_config")
            : SimulatedError.Invalid($"Invalid value at 'generation_config.thinking_config.thinking_level', \"{level}\"");
    }

    private static SimulatedError? Range(JsonElement config, string name, double min, double max) => config.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.GetDouble() >= min && number.GetDouble() <= max => null,
        { ValueKind: JsonValueKind.Number } number =>
            SimulatedError.Invalid($"* GenerateContentRequest.generation_config.{name}: {name} must be in the range [{min}, {max}], got {number.GetRawText()}."),
        { } other => SimulatedError.Invalid($"Invalid value at 'generation_config.{name}' (TYPE_DOUBLE), {other.GetRawText()}"),
    };

    private static SimulatedError? CheckSystem(JsonElement body, RequestText text) => body.Member("systemInstruction") is { } system
        ? CheckParts(system, "GenerateContentRequest.system_instruction", isUser: false, text)
        : null;

    private static SimulatedError? CheckContents(JsonElement body, string model, RequestText text)
    {
        if (body.Member("contents") is not { ValueKind: JsonValueKind.Array } contents || contents.GetArrayLength() == 0)
        {
            return SimulatedError.Invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }
        for (int i = 0; i < contents.GetArrayLength(); i++)
        {
            // Without a role it is the user's.
            string role = contents[i].Text("role") ?? "user";
            if (role is not ("user" or "model" or "function"))
            {
                return SimulatedError.Invalid("Please use a valid role: user, model.");
            }
            text.NextMessage(isResult: contents[i].Member("parts").Items().Any(part => part.Member("functionResponse") is not null));
            if (CheckParts(contents[i], $"GenerateContentRequest.contents[{i}]", role == "user", text) is { } wrong)
            {
                return wrong;
            }
        }
        return GeminiToolCheck.CheckTurns(contents, model);
    }

    private static SimulatedError? CheckParts(JsonElement content, string place, bool isUser, RequestText text)
    {
        if (content.Member("parts") is not { ValueKind: JsonValueKind.Array } parts || parts.GetArrayLength() == 0)
        {
            return SimulatedError.Invalid($"* {place}.parts: contents.parts must not be empty.\n");
        }
        for (int i = 0; i < parts.GetArrayLength(); i++)
        {
            if (GeminiPartCheck.Read(parts[i], $"{place}.parts[{i}]", text) is { } wrong)
            {
                return wrong;
            }
        }
        text.Add(isUser, parts.EnumerateArray().Select(part => part.Text("text")).OfType<string>());
        return null;
    }
}
