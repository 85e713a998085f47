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
        // An empty answer has no block: the API does not know an empty one.
        JsonArray content = reply.Text.Length == 0 ? [] : [new JsonObject { ["type"] = "text", ["text"] = reply.Text }];
        return Message(request, stamp, reply, content, reply.Ending switch
        {
            Ending.Length => "max_tokens",
            Ending.StopSequence => "stop_sequence",
            _ => "end_turn",
        });
    }

    public SimulatedResponse Blocked(Reply reply, SimulatedRequest request, AnswerStamp stamp) =>
        Message(request, stamp, reply with { CompletionTokens = 0, StopSequence = null }, [], "refusal");

    public SimulatedResponse NoChoices(SimulatedRequest request, AnswerStamp stamp) => SimulatedResponse.Json(200, Envelope(request, stamp));

    public SimulatedResponse Error(SimulatedError error, AnswerStamp stamp) => AnthropicErrors.Shape(error, stamp);

    private static SimulatedResponse Message(SimulatedRequest request, AnswerStamp stamp, Reply reply, JsonArray content, string stopReason)
    {
        JsonObject message = Envelope(request, stamp);
        message["content"] = content;
        message["stop_reason"] = stopReason;
        message["stop_sequence"] = reply.StopSequence;
        message["usage"] = new JsonObject
        {
            ["input_tokens"] = reply.PromptTokens,
            ["cache_creation_input_tokens"] = 0,
            ["cache_read_input_tokens"] = 0,
            ["output_tokens"] = reply.CompletionTokens,
            ["service_tier"] = "standard",
        };
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
