using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Gemini;

/// <summary>Refuses what Gemini refuses of functions, calls and results.</summary>
internal static partial class GeminiToolCheck
{
    public static SimulatedError? ReadTools(JsonElement body, out SimulatedTools tools)
    {
        tools = SimulatedTools.None;
        var read = new List<SimulatedTool>();
        foreach ((int index, JsonElement tool) in body.Member("tools").Items().Index())
        {
            foreach ((int number, JsonElement declaration) in tool.Member("functionDeclarations").Items().Index())
            {
                string place = $"tools[{index}].function_declarations[{number}]";
                if (declaration.Text("name") is not { } name || !Name().IsMatch(name))
                {
                    return SimulatedError.Invalid($"* GenerateContentRequest.{place}.name: Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:) or dashes (-), with a maximum length of 64.\n");
                }
                if (declaration.EnumerateObject().Select(member => member.Name).FirstOrDefault(member => member is not ("name" or "description" or "parameters" or "parametersJsonSchema" or "response" or "responseJsonSchema" or "behavior")) is { } unknown)
                {
                    return SimulatedError.Invalid($"Invalid JSON payload received. Unknown name \"{unknown}\" at '{place}': Cannot find field.");
                }
                read.Add(new SimulatedTool(name, declaration.Member("parametersJsonSchema") ?? declaration.Member("parameters")));
            }
        }
        JsonElement? config = body.Member("toolConfig").Member("functionCallingConfig");
        string mode = config.Text("mode") ?? "AUTO";
        IReadOnlyList<string> allowed = config.Member("allowedFunctionNames").Strings();
        if (mode is not ("AUTO" or "ANY" or "NONE" or "VALIDATED"))
        {
            return SimulatedError.Invalid($"Invalid value at 'tool_config.function_calling_config.mode' (type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode), \"{mode}\"");
        }
        if (allowed.Count > 0 && (mode is not ("ANY" or "VALIDATED") || allowed.Any(name => read.TrueForAll(tool => tool.Name != name))))
        {
            return SimulatedError.Invalid("* GenerateContentRequest.tool_config.function_calling_config.allowed_function_names: allowed_function_names should only be set when the mode is ANY or VALIDATED, and name declared functions.\n");
        }
        IReadOnlyList<SimulatedTool> callable = allowed.Count > 0 ? read.FindAll(tool => allowed.Contains(tool.Name)) : read;
        tools = mode == "NONE" ? SimulatedTools.None : new SimulatedTools(callable, mode == "ANY", Parallel: true);
        return null;
    }

    /// <summary>As many results after a round of calls as there were calls, in one content.</summary>
    public static SimulatedError? CheckTurns(JsonElement contents, string model)
    {
        int open = 0;
        foreach ((int index, JsonElement content) in contents.EnumerateArray().Index())
        {
            JsonElement[] parts = [.. content.Member("parts").Items()];
            JsonElement[] calls = [.. parts.Where(part => part.Member("functionCall") is not null)];
            int results = parts.Count(part => part.Member("functionResponse") is not null);
            if (results != open || (results > 0 && results != parts.Length))
            {
                return SimulatedError.Invalid("Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
            }
            // Only models of version 3 look.
            if (calls.Length > 0 && model.Contains("gemini-3", StringComparison.Ordinal) && !IsSigned(calls[0]))
            {
                return SimulatedError.Invalid($"Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `{calls[0].Member("functionCall").Text("name")}` , position {index}.");
            }
            open = calls.Length;
        }
        return open == 0 ? null : SimulatedError.Invalid("Please ensure that function call turn comes immediately before a function response turn.");
    }

    public static SimulatedError? ReadCall(JsonElement part, string place, RequestText text)
    {
        if (part.Member("functionCall") is { } call)
        {
            return call.Text("name") is null || call.Member("args") is { ValueKind: not JsonValueKind.Object }
                ? SimulatedError.Invalid($"Invalid value at '{place}.function_call.args' (type.googleapis.com/google.protobuf.Struct)")
                : null;
        }
        if (part.Member("functionResponse") is not { } response)
        {
            return null;
        }
        if (response.Text("name") is null or "" || response.Member("response") is not { ValueKind: JsonValueKind.Object } result)
        {
            return SimulatedError.Invalid($"* {place}.function_response.name: Name cannot be empty, and the response must be an object.\n");
        }
        text.AddToolResult(result.Text("result") ?? result.GetRawText());
        return null;
    }

    private static bool IsSigned(JsonElement part) => part.Text("thoughtSignature") is { } signature
        && (signature is "skip_thought_signature_validator" || Signature.IsOf(signature, part.Member("functionCall").Text("name") ?? ""));

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
