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

    private static readonly string[] PartData =
        ["text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult"];

    public static SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request)
    {
        request = null;
        if (call.Body is not { ValueKind: JsonValueKind.Object } body)
        {
            return SimulatedError.Invalid("Invalid JSON payload received. Unexpected token.");
        }
        JsonElement? config = body.Member("generationConfig");
        var text = new RequestText();
        if ((CheckNames(body, Known, "") ?? CheckConfig(config) ?? CheckSystem(body, text) ?? CheckContents(body, text)) is { } wrong)
        {
            return wrong;
        }
        request = new SimulatedRequest
        {
            Model = model,
            LastUserText = text.LastUserText,
            PromptCharacters = text.Characters,
            MaxTokens = config?.Int("maxOutputTokens"),
            Stops = config.Member("stopSequences").Strings(),
            Count = config?.Int("candidateCount") ?? 1,
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

    private static SimulatedError? CheckConfig(JsonElement? config)
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
            ?? Range(some, "temperature", 0, 2)
            ?? Range(some, "topP", 0, 1)
            ?? Range(some, "candidateCount", 1, 8)
            ?? Range(some, "maxOutputTokens", 1, int.MaxValue)
            ?? Range(some, "seed", int.MinValue, int.MaxValue)
            ?? Range(some, "presencePenalty", -2, 2)
            ?? Range(some, "frequencyPenalty", -2, 2);
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

    private static SimulatedError? CheckContents(JsonElement body, RequestText text)
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
            if (CheckParts(contents[i], $"GenerateContentRequest.contents[{i}]", role == "user", text) is { } wrong)
            {
                return wrong;
            }
        }
        return null;
    }

    private static SimulatedError? CheckParts(JsonElement content, string place, bool isUser, RequestText text)
    {
        if (content.Member("parts") is not { ValueKind: JsonValueKind.Array } parts || parts.GetArrayLength() == 0)
        {
            return SimulatedError.Invalid($"* {place}.parts: contents.parts must not be empty.\n");
        }
        for (int i = 0; i < parts.GetArrayLength(); i++)
        {
            bool hasData = PartData.Any(name => parts[i].Member(name) is { } data && !(data.ValueKind == JsonValueKind.String && data.ValueEquals("")));
            if (!hasData)
            {
                return SimulatedError.Invalid($"* {place}.parts[{i}].data: required oneof field 'data' must have one initialized field\n");
            }
        }
        text.Add(isUser, parts.EnumerateArray().Select(part => part.Text("text")).OfType<string>());
        return null;
    }
}
