using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Thinking;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Messages;

/// <summary>Gathers an answer and makes the OpenAI assistant message of it.</summary>
/// <param name="format">Whose answer it is.</param>
internal sealed class AssistantMessage(string format)
{
    private readonly List<JsonElement> _texts = [];
    private readonly List<JsonElement> _reasoning = [];
    private readonly List<(string Id, string Name, JsonElement? Arguments)> _calls = [];
    private readonly List<(int Calls, bool AfterText, JsonElement Block)> _thoughts = [];

    public bool HasText => _texts.Count > 0;

    public bool HasCalls => _calls.Count > 0;

    public int CallCount => _calls.Count;

    /// <summary>Whether there is anything that a caller can use.</summary>
    public bool SaysSomething => HasText || HasCalls;

    /// <param name="text">A JSON string.</param>
    public void AddText(JsonElement text) => _texts.Add(text);

    /// <param name="text">A JSON string: thoughts as far as the provider shows them.</param>
    public void AddReasoning(JsonElement text) => _reasoning.Add(text);

    /// <param name="id">The call's id.</param>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">A JSON object.</param>
    public void AddCall(string id, string name, JsonElement? arguments) => _calls.Add((id, name, arguments));

    /// <summary>Keeps what the provider wants back, for the place where it stands now: before what is added next.</summary>
    /// <param name="block">The provider's own JSON.</param>
    /// <param name="beforeText">Whether it belongs to the text, however much of that there has been already.</param>
    public void Carry(JsonElement block, bool beforeText = false) =>
        _thoughts.Add(beforeText ? (0, false, block) : (_calls.Count, HasText, block));

    public JsonElement ToJson()
    {
        JsonElement text = JsonText.Concat(_texts);
        bool hasText = !JsonText.IsBlank(text);
        return WireJson.WriteElement(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("role", "assistant");
            if (HasCalls && !HasText)
            {
                writer.WriteNull("content");
            }
            else
            {
                writer.WriteVerbatim("content", text);
            }
            writer.WriteNull("refusal");
            if (JsonText.Concat(_reasoning) is var reasoning && !JsonText.IsBlank(reasoning))
            {
                writer.WriteVerbatim("reasoning_content", reasoning);
            }
            WriteCalls(writer);
            if (_thoughts.Count > 0)
            {
                // The text stands first in OpenAI's message, wherever it stood in the answer.
                int texts = hasText ? 1 : 0;
                CarriedThinking.Write(writer, format, _thoughts.Select(thought =>
                    new CarriedThinking(thought.Calls > 0 ? thought.Calls + texts : thought.AfterText ? texts : 0, thought.Block)));
            }
            writer.WriteEndObject();
        });
    }

    private void WriteCalls(Utf8JsonWriter writer)
    {
        if (!HasCalls)
        {
            return;
        }
        writer.WriteStartArray("tool_calls");
        foreach ((string id, string name, JsonElement? arguments) in _calls)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", name);
            ToolArguments.WriteString(writer, arguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
