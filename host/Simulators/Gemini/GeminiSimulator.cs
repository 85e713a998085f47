using System.Globalization;
using System.Text.Json.Nodes;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Gemini;

/// <summary>Google's Gemini API, <c>generateContent</c>.</summary>
/// <remarks><see href="https://ai.google.dev/api/generate-content"/></remarks>
internal sealed class GeminiSimulator : ISimulatedFormat
{
    private const string Method = ":generateContent";

    public string Name => "gemini";

    public string KeyHeader => "x-goog-api-key";

    public string ModelOf(HttpCall call) => call.Path.EndsWith(Method, StringComparison.Ordinal) ? call.Path[..^Method.Length] : "";

    public SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request)
    {
        if (model.Name.Length == 0)
        {
            request = null;
            return new SimulatedError(ErrorKind.Status, 404, $"models/{call.Path} is not found. The simulator knows {Method} only; it does not stream.");
        }
        return GeminiRequestCheck.Read(call, model, out request);
    }

    public SimulatedResponse Answer(Reply reply, SimulatedRequest request, AnswerStamp stamp)
    {
        var candidates = new JsonArray();
        for (int i = 0; i < request.Count; i++)
        {
            var content = new JsonObject { ["role"] = "model" };
            // Left out where nothing was written, as the real one does.
            if (Parts(reply, request, stamp, i) is { Count: > 0 } parts)
            {
                content["parts"] = parts;
            }
            candidates.Add(new JsonObject
            {
                ["content"] = content,
                ["finishReason"] = reply.Calls.Any(call => call.IsBroken) ? "MALFORMED_FUNCTION_CALL" : reply.Ending == Ending.Length ? "MAX_TOKENS" : "STOP",
                ["index"] = i,
            });
        }
        JsonObject body = Envelope(request, stamp, reply.PromptTokens, reply.CompletionTokens * request.Count, reply.ThoughtTokens * request.Count);
        body["candidates"] = candidates;
        return SimulatedResponse.Json(200, body);
    }

    public SimulatedResponse Blocked(Reply reply, SimulatedRequest request, AnswerStamp stamp)
    {
        JsonObject body = Envelope(request, stamp, reply.PromptTokens, 0);
        body["promptFeedback"] = new JsonObject { ["blockReason"] = "PROHIBITED_CONTENT" };
        return SimulatedResponse.Json(200, body);
    }

    public SimulatedResponse NoChoices(SimulatedRequest request, AnswerStamp stamp) => SimulatedResponse.Json(200, Envelope(request, stamp, 0, 0));

    public SimulatedResponse Error(SimulatedError error, AnswerStamp stamp) => GeminiErrors.Shape(error, stamp);

    private static JsonArray Parts(Reply reply, SimulatedRequest request, AnswerStamp stamp, int candidate)
    {
        var parts = new JsonArray();
        if (reply.Thoughts is { } thoughts)
        {
            parts.Add(new JsonObject { ["text"] = thoughts, ["thought"] = true });
        }
        if (reply.Text.Length > 0)
        {
            parts.Add(new JsonObject { ["text"] = reply.Text });
        }
        // A broken call does not arrive: the candidate ends with a reason of its own.
        bool signs = reply.Thoughts is not null || request.Model.Name.Contains("gemini-3", StringComparison.Ordinal);
        foreach ((int index, SimulatedToolCall call) in reply.Calls.Where(call => !call.IsBroken).Index())
        {
            var part = new JsonObject
            {
                ["functionCall"] = new JsonObject
                {
                    ["id"] = string.Create(CultureInfo.InvariantCulture, $"fc{stamp.Number:D8}{candidate:D2}{index:D2}"),
                    ["name"] = call.Name,
                    ["args"] = JsonNode.Parse(call.Arguments),
                },
            };
            if (signs && index == 0)
            {
                part["thoughtSignature"] = Signature.Of(call.Name);
            }
            parts.Add(part);
        }
        return parts;
    }

    private static JsonObject Envelope(SimulatedRequest request, AnswerStamp stamp, int promptTokens, int completionTokens, int thoughtTokens = 0)
    {
        var usage = new JsonObject { ["promptTokenCount"] = promptTokens };
        if (completionTokens > 0)
        {
            usage["candidatesTokenCount"] = completionTokens;
        }
        if (thoughtTokens > 0)
        {
            usage["thoughtsTokenCount"] = thoughtTokens;
        }
        usage["totalTokenCount"] = promptTokens + completionTokens + thoughtTokens;
        return new JsonObject
        {
            ["usageMetadata"] = usage,
            ["modelVersion"] = request.Model.Name,
            ["responseId"] = string.Create(CultureInfo.InvariantCulture, $"sim{stamp.Number:D8}"),
        };
    }
}
