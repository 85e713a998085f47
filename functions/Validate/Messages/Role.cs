using System.Collections.Frozen;

namespace AiProxy.Validate.Messages;

/// <summary>What a role's messages may hold.</summary>
/// <param name="Name">OpenAI's word.</param>
/// <param name="TextOnly">Whether parts must be text.</param>
/// <param name="MayLackContent">Whether a message without content can make sense: an assistant's may be all tool calls.</param>
/// <param name="Needs">A string member the message must have besides its content.</param>
internal sealed record Role(string Name, bool TextOnly, bool MayLackContent = false, string? Needs = null);

internal static class Roles
{
    private static readonly FrozenDictionary<string, Role> ByName = new Role[]
    {
        new("system", TextOnly: true),
        new("developer", TextOnly: true),
        new("user", TextOnly: false),
        new("assistant", TextOnly: false, MayLackContent: true),
        new("tool", TextOnly: true, Needs: "tool_call_id"),
        new("function", TextOnly: true, MayLackContent: true, Needs: "name"),
    }.ToFrozenDictionary(role => role.Name);

    public const string Remedy = "Roles: system, developer, user, assistant, tool (and the older function).";

    public static Role? Find(string name) => ByName.GetValueOrDefault(name);
}
