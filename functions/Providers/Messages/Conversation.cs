using System.Collections.Immutable;
using AiProxy.Providers.Messages.Content;

namespace AiProxy.Providers.Messages;

/// <summary>The messages of a chat request as the formats need them that are not OpenAI's: instructions apart, turns that alternate.</summary>
/// <param name="Instructions">The text of every <c>system</c> and <c>developer</c> message, in order.</param>
/// <param name="Turns">The rest; a user's turn first, no two of one role in a row, no turn without parts; results of tool calls before anything else in theirs.</param>
/// <param name="Calls">Every tool call of the history, in order.</param>
internal sealed record Conversation(ImmutableArray<TextPart> Instructions, ImmutableArray<Turn> Turns, ImmutableArray<ToolCallPart> Calls);

/// <summary>What one side said before the other answered: one message, or several of one role in a row.</summary>
internal sealed record Turn(TurnRole Role, ImmutableArray<ContentPart> Parts);

internal enum TurnRole
{
    User,
    Assistant,
}
