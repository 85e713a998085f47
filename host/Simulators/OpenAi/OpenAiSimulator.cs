using System.Globalization;
using System.Text.Json.Nodes;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.OpenAi;

/// <summary>OpenAI's Chat Completions.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat"/></remarks>
internal sealed class OpenAiSimulator : ISimulatedFormat
{
    public string Name => "openai";

    public string KeyHeader => "Authorization";

    public string ModelOf(HttpCall call) => call.Body.Text("model") ?? "";

    public SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request) => OpenAiRequestCheck.Read(call, model, out request);

    public SimulatedResponse Answer(Reply reply, SimulatedRequest request, AnswerStamp stamp) =>
        Completion(request, stamp, reply.Calls.Count > 0 ? null : reply.Text, reply.Ending switch
        {
            Ending.Length => "length",
            Ending.ToolCalls => "tool_calls",
            _ => "stop",
        }, reply);

    public SimulatedResponse Blocked(Reply reply, SimulatedRequest request, AnswerStamp stamp) =>
        Completion(request, stamp, null, "content_filter", reply with { CompletionTokens = 0, Calls = [], Thoughts = null });

    public SimulatedResponse NoChoices(SimulatedRequest request, AnswerStamp stamp) => Respond(request, stamp, [], null);

    public SimulatedResponse Error(SimulatedError error, AnswerStamp stamp) => OpenAiErrors.Shape(error, stamp);

    private static SimulatedResponse Completion(SimulatedRequest request, AnswerStamp stamp, string? text, string finishReason, Reply reply)
    {
        var choices = new JsonArray();
        for (int i = 0; i < request.Count; i++)
        {
            var message = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = null, ["annotations"] = new JsonArray() };
            if (reply.Calls.Count > 0)
            {
                message["tool_calls"] = Calls(reply, stamp, i);
            }
            choices.Add(new JsonObject
            {
                ["index"] = i,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = finishReason,
            });
        }
        int completionTokens = (reply.CompletionTokens + reply.ThoughtTokens) * request.Count;
        return Respond(request, stamp, choices, new JsonObject
        {
            ["prompt_tokens"] = reply.PromptTokens,
            ["completion_tokens"] = completionTokens,
            ["total_tokens"] = reply.PromptTokens + completionTokens,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 0, ["audio_tokens"] = 0 },
            ["completion_tokens_details"] = new JsonObject
            {
                ["reasoning_tokens"] = reply.ThoughtTokens * request.Count,
                ["audio_tokens"] = 0,
                ["accepted_prediction_tokens"] = 0,
                ["rejected_prediction_tokens"] = 0,
            },
        });
    }

    private static JsonArray Calls(Reply reply, AnswerStamp stamp, int choice) =>
        [.. reply.Calls.Select((call, index) => (JsonNode)new JsonObject
        {
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"call_sim{stamp.Number:D8}{choice:D2}{index:D2}"),
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
        })];

    private static SimulatedResponse Respond(SimulatedRequest request, AnswerStamp stamp, JsonArray choices, JsonObject? usage) =>
        SimulatedResponse.Json(200, new JsonObject
        {
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"chatcmpl-sim{stamp.Number:D8}"),
            ["object"] = "chat.completion",
            ["created"] = stamp.Time.ToUnixTimeSeconds(),
            ["model"] = request.Model.Name,
            ["choices"] = choices,
            ["usage"] = usage,
            ["service_tier"] = "default",
            ["system_fingerprint"] = "fp_simulated",
        }) with
        {
            Headers = OpenAiErrors.RequestId(stamp),
        };
}
