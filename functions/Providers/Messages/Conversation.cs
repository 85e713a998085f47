using System.Collections.Immutable;
using System.Text.Json;

namespace AiProxy.Providers.Messages;

/// <summary>The messages of a chat request as the formats need them that are not OpenAI's: instructions apart, turns that alternate.</summary>
/// <param name="Instructions">The text of every <c>system</c> and <c>developer</c> message, in order.</param>
/// <param name="Turns">The rest; a user's turn first, no two of one role in a row, no turn without parts.</param>
internal sealed record Conversation(ImmutableArray<TextPart> Instructions, ImmutableArray<Turn> Turns);

/// <summary>What one side said before the other answered: one message, or several of one role in a row.</summary>
internal sealed record Turn(TurnRole Role, ImmutableArray<ContentPart> Parts);

internal enum TurnRole
{
    User,
    Assistant,
}

/// <summary>One part of a turn. A kind of content that is to be translated becomes one more record here, and one more case in each format's writer.</summary>
internal abstract record ContentPart;

/// <summary>Text that is not blank.</summary>
/// <param name="Text">A JSON string, as the caller wrote it.</param>
internal sealed record TextPart(JsonElement Text) : ContentPart;
