using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Content;

namespace AiProxy.Providers.Messages;

/// <summary>Reads OpenAI chat messages into a <see cref="Conversation"/> and reports what of them no <see cref="ContentPart"/> expresses.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages"/></remarks>
internal sealed class ConversationReader
{
    // Stands before a conversation that the assistant opens (a stored greeting): the formats want the user first, and the greeting must not be lost.
    private static readonly TextPart Opening = new(JsonElement.Parse("\"(The assistant opens the conversation.)\""u8));

    private readonly TranslationReport _report;
    private readonly MessageContent _content;
    private readonly AssistantTurnReader _assistant;
    private readonly ImmutableArray<TextPart>.Builder _instructions = ImmutableArray.CreateBuilder<TextPart>();
    private readonly List<(TurnRole Role, List<ContentPart> Parts)> _turns = [];
    private readonly ImmutableArray<ToolCallPart>.Builder _calls = ImmutableArray.CreateBuilder<ToolCallPart>();

    // Calls whose results have not come yet, by the caller's own id.
    private readonly Dictionary<string, ToolCallPart> _open = new(StringComparer.Ordinal);

    private ConversationReader(string format, Func<MediaPart, string?> refuse, TranslationReport report)
    {
        _report = report;
        _content = new MessageContent(refuse, report);
        _assistant = new AssistantTurnReader(format, _content, report);
    }

    /// <param name="request">The OpenAI request.</param>
    /// <param name="format">The target's format: what it said in earlier answers goes back to it.</param>
    /// <param name="refuse">Says why the format cannot express a part; null where it can.</param>
    /// <param name="report">Takes what is left out.</param>
    public static Conversation Read(JsonElement request, string format, Func<MediaPart, string?> refuse, TranslationReport report)
    {
        var reader = new ConversationReader(format, refuse, report);
        foreach ((int index, JsonElement message) in request.Member("messages").Items().Index())
        {
            reader.Add(message, $"/messages/{index}");
        }
        return reader.Finish();
    }

    private void Add(JsonElement message, string pointer)
    {
        switch (message.Text("role"))
        {
            case "system" or "developer":
                _instructions.AddRange(_content.Read(message, pointer).OfType<TextPart>());
                break;
            case "user":
                Append(TurnRole.User, _content.Read(message, pointer));
                break;
            case "assistant":
                AddAssistant(message, pointer);
                break;
            case "tool":
                AddResult(message, pointer);
                break;
            case "function":
                _report.Unsupported(pointer, "results of the older function calls are not translated; use tool_calls");
                break;
            case var role:
                _report.Unsupported(pointer, role is null ? "a message without a role" : $"the role \"{role}\" is not known to this format");
                break;
        }
    }

    private void AddAssistant(JsonElement message, string pointer)
    {
        List<ContentPart> parts = _assistant.Read(message, pointer, (id, call) =>
        {
            _open[id] = call;
            _calls.Add(call);
        });
        Append(TurnRole.Assistant, parts);
    }

    private void AddResult(JsonElement message, string pointer)
    {
        if (message.Text("tool_call_id") is not { } id || !_open.Remove(id, out ToolCallPart? call))
        {
            _report.Unsupported(pointer, "it answers none of the tool calls before it");
            return;
        }
        Append(TurnRole.User, [new ToolResultPart(call.Id, call.Name, _content.ReadTexts(message, pointer))]);
    }

    private void Append(TurnRole role, IReadOnlyList<ContentPart> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }
        if (_turns.Count == 0 || _turns[^1].Role != role)
        {
            _turns.Add((role, []));
        }
        _turns[^1].Parts.AddRange(parts);
    }

    private Conversation Finish()
    {
        ImmutableArray<Turn> turns = [.. _turns.Select(turn => new Turn(turn.Role, ResultsFirst(turn.Parts)))];
        if (turns.IsEmpty)
        {
            // A prompt of instructions alone is one that OpenAI answers; the other formats answer only a user.
            return _instructions.Count == 0
                ? new Conversation([], [], [])
                : new Conversation([], [new Turn(TurnRole.User, [.. _instructions])], []);
        }
        if (turns[0].Role == TurnRole.Assistant)
        {
            turns = turns.Insert(0, new Turn(TurnRole.User, [Opening]));
        }
        return new Conversation(_instructions.ToImmutable(), turns, _calls.ToImmutable());
    }

    private static ImmutableArray<ContentPart> ResultsFirst(List<ContentPart> parts) => parts.Exists(part => part is ToolResultPart)
        ? [.. parts.OrderBy(part => part is not ToolResultPart)]
        : [.. parts];
}
