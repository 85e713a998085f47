using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Routes;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Content;
using AiProxy.Providers.Messages.Thinking;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Messages;

/// <summary>Reads an assistant's message: what it said, what it called, and the thoughts that the target wants back.</summary>
internal sealed class AssistantTurnReader(string format, MessageContent content, TranslationReport report)
{
    /// <param name="message">The message.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="opened">Told of every call: the caller's id, and the call.</param>
    public List<ContentPart> Read(JsonElement message, string pointer, Action<string, ToolCallPart> opened)
    {
        ImmutableArray<ContentPart> said = content.Read(message, pointer);
        List<ToolCallPart> calls = ReadCalls(message.Member("tool_calls"), $"{pointer}/tool_calls", opened);
        ImmutableArray<CarriedThinking> thoughts = CarriedThinking.Read(message, format);
        if (thoughts.IsEmpty)
        {
            return [.. said, .. calls];
        }
        return format == WireFormat.Gemini.Name ? Signed(said, calls, thoughts) : Interleaved(said, calls, thoughts);
    }

    private List<ToolCallPart> ReadCalls(JsonElement? toolCalls, string pointer, Action<string, ToolCallPart> opened)
    {
        var calls = new List<ToolCallPart>();
        if (toolCalls is { ValueKind: not JsonValueKind.Array })
        {
            report.Unsupported(pointer, "tool_calls must be a list");
        }
        foreach ((int index, JsonElement call) in toolCalls.Items().Index())
        {
            if (call.Text("type") is not (null or "function") || call.Member("function").Text("name") is not { } name || call.Text("id") is not { } id)
            {
                report.Unsupported($"{pointer}/{index}", "a call without a function or an id");
                continue;
            }
            JsonElement arguments = ToolArguments.ToObject(call.Member("function").Member("arguments"), out bool valid);
            if (!valid)
            {
                report.Altered($"{pointer}/{index}/function/arguments", $"not a JSON object; sent as {{\"{ToolArguments.RawMember}\": \"...\"}}");
            }
            // Google's own place for it in OpenAI's format.
            JsonElement? signature = call.Member("extra_content").Member("google").Member("thought_signature");
            var part = new ToolCallPart(ToolIds.Portable(id), ToolNames.Plain(name), arguments)
            {
                Signature = signature is { ValueKind: JsonValueKind.String } ? signature : null,
            };
            calls.Add(part);
            opened(id, part);
        }
        return calls;
    }

    // Anthropic: whole blocks, each in its place between text and calls.
    private static List<ContentPart> Interleaved(ImmutableArray<ContentPart> said, List<ToolCallPart> calls, ImmutableArray<CarriedThinking> thoughts)
    {
        var parts = new List<ContentPart>(said.Length + calls.Count + thoughts.Length);
        int item = 0;
        void AddThoughts(int at) => parts.AddRange(thoughts.Where(thought => thought.At == at).Select(thought => new ThoughtPart(thought.Block)));
        if (!said.IsEmpty)
        {
            AddThoughts(item++);
            parts.AddRange(said);
        }
        foreach (ToolCallPart call in calls)
        {
            AddThoughts(item++);
            parts.Add(call);
        }
        parts.AddRange(thoughts.Where(thought => thought.At >= item).Select(thought => new ThoughtPart(thought.Block)));
        return parts;
    }

    // Gemini: a signature on the part that the thoughts led to.
    private static List<ContentPart> Signed(ImmutableArray<ContentPart> said, List<ToolCallPart> calls, ImmutableArray<CarriedThinking> thoughts)
    {
        var signatures = new Dictionary<int, JsonElement>();
        foreach (CarriedThinking thought in thoughts)
        {
            if (thought.Block.Member("thoughtSignature") is { ValueKind: JsonValueKind.String } signature)
            {
                signatures[thought.At] = signature;
            }
        }
        JsonElement? At(int item) => signatures.TryGetValue(item, out JsonElement signature) ? signature : null;
        int first = said.IsEmpty ? 0 : 1;
        var parts = new List<ContentPart>(said.Length + calls.Count);
        parts.AddRange(said.Select((part, index) => part is TextPart text && index == said.Length - 1 ? text with { Signature = At(0) } : part));
        parts.AddRange(calls.Select((call, index) => call with { Signature = At(first + index) ?? call.Signature }));
        return parts;
    }
}
