using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages;

/// <summary>Reads OpenAI chat messages into a <see cref="Conversation"/> and reports what of them no <see cref="ContentPart"/> expresses.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages"/></remarks>
internal sealed class ConversationReader
{
    // Stands before a conversation that the assistant opens (a stored greeting): the formats want the user first, and the greeting must not be lost.
    private static readonly TextPart Opening = new(JsonElement.Parse("\"(The assistant opens the conversation.)\""u8));

    private readonly UnsupportedMembers _unsupported;
    private readonly ImmutableArray<TextPart>.Builder _instructions = ImmutableArray.CreateBuilder<TextPart>();
    private readonly List<(TurnRole Role, ImmutableArray<ContentPart>.Builder Parts)> _turns = [];

    private ConversationReader(UnsupportedMembers unsupported) => _unsupported = unsupported;

    public static Conversation Read(JsonElement request, UnsupportedMembers unsupported)
    {
        var reader = new ConversationReader(unsupported);
        int index = 0;
        foreach (JsonElement message in request.Member("messages").Items())
        {
            reader.Add(message, $"/messages/{index}");
            index++;
        }
        return reader.Finish();
    }

    private void Add(JsonElement message, string pointer)
    {
        switch (message.Text("role"))
        {
            case "system" or "developer":
                _instructions.AddRange(MessageContent.Read(message, pointer, _unsupported).OfType<TextPart>());
                break;
            case "user":
                Append(TurnRole.User, MessageContent.Read(message, pointer, _unsupported));
                break;
            case "assistant":
                Append(TurnRole.Assistant, MessageContent.Read(message, pointer, _unsupported));
                break;
            case "tool" or "function":
                _unsupported.Add(pointer, "results of tool calls are not translated to this format");
                break;
            case var role:
                _unsupported.Add(pointer, role is null ? "a message without a role" : $"the role \"{role}\" is not known to this format");
                break;
        }
    }

    private void Append(TurnRole role, ImmutableArray<ContentPart> parts)
    {
        if (parts.IsEmpty)
        {
            return;
        }
        if (_turns.Count == 0 || _turns[^1].Role != role)
        {
            _turns.Add((role, ImmutableArray.CreateBuilder<ContentPart>()));
        }
        _turns[^1].Parts.AddRange(parts);
    }

    private Conversation Finish()
    {
        ImmutableArray<Turn> turns = [.. _turns.Select(turn => new Turn(turn.Role, turn.Parts.ToImmutable()))];
        if (turns.IsEmpty)
        {
            // A prompt of instructions alone is one that OpenAI answers; the other formats answer only a user.
            return _instructions.Count == 0
                ? new Conversation([], [])
                : new Conversation([], [new Turn(TurnRole.User, [.. _instructions])]);
        }
        if (turns[0].Role == TurnRole.Assistant)
        {
            turns = turns.Insert(0, new Turn(TurnRole.User, [Opening]));
        }
        return new Conversation(_instructions.ToImmutable(), turns);
    }
}
