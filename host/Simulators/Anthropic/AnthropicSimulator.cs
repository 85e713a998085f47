using System.Globalization;
using System.Text.Json.Nodes;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Anthropic;

/// <summary>Anthropic's Messages API.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/messages"/></remarks>
internal sealed class AnthropicSimulator : ISimulatedFormat
{
    public string Name => "anthropic";

    public string KeyHeader => "x-api-key";

    public string ModelOf(HttpCall call) => call.Body.Text("model") ?? "";

    public SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request) => AnthropicRequestCheck.Read(call, model, out request);

    public SimulatedResponse Answer(Reply reply, SimulatedRequest request, AnswerStamp stamp)
    {
        var content = new JsonArray();
        if (reply.Thoughts is { } thoughts)
        {
            content.Add(new JsonObject { ["type"] = "thinking", ["thinking"] = thoughts, ["signature"] = Signature.Of(thoughts) });
        }
        // An empty answer has no block: the API does not know an empty one.
        if (reply.Text.Length > 0)
        {
            content.Add(new JsonObject { ["type"] = "text", ["text"] = reply.Text });
        }
        foreach ((int index, SimulatedToolCall call) in reply.Calls.Index())
        {
            content.Add(new JsonObject
            {
                ["type"] = "tool_use",
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"toolu_sim{stamp.Number:D8}{index:D2}"),
                ["name"] = call.Name,
                // What a model wrote that is no JSON arrives like this: the API has objects only.
                ["input"] = call.IsBroken ? new JsonObject { ["INVALID_JSON"] = call.Arguments } : JsonNode.Parse(call.Arguments),
            });
        }
        return Message(request, stamp, reply, content, reply.Ending switch
        {
            Ending.Length => "max_tokens",
            Ending.StopSequence => "stop_sequence",
            Ending.ToolCalls => "tool_use",
            _ => "end_turn",
        });
    }

    public SimulatedResponse Blocked(Reply reply, SimulatedRequest request, AnswerStamp stamp) =>
        Message(request, stamp, reply with { CompletionTokens = 0, StopSequence = null, Thoughts = null }, [], "refusal");

    public SimulatedResponse NoChoices(SimulatedRequest request, AnswerStamp stamp) => SimulatedResponse.Json(200, Envelope(request, stamp));

    public SimulatedResponse Error(SimulatedError error, AnswerStamp stamp) => AnthropicErrors.Shape(error, stamp);

    private static SimulatedResponse Message(SimulatedRequest request, AnswerStamp stamp, Reply reply, JsonArray content, string stopReason)
    {
        JsonObject message = Envelope(request, stamp);
        message["content"] = content;
        message["stop_reason"] = stopReason;
        message["stop_sequence"] = reply.StopSequence;
        var usage = new JsonObject
        {
            ["input_tokens"] = reply.PromptTokens,
            ["cache_creation_input_tokens"] = 0,
            ["cache_read_input_tokens"] = 0,
            ["output_tokens"] = reply.CompletionTokens + reply.ThoughtTokens,
            ["service_tier"] = "standard",
        };
        if (reply.Thoughts is not null)
        {
            usage["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = reply.ThoughtTokens };
        }
        message["usage"] = usage;
        return SimulatedResponse.Json(200, message) with { Headers = AnthropicErrors.RequestId(stamp) };
    }

    private static JsonObject Envelope(SimulatedRequest request, AnswerStamp stamp) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"msg_sim{stamp.Number:D8}"),
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = request.Model.Name,
    };
}
