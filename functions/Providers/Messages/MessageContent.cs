using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages;

/// <summary>Reads one message's content, a string or a list of parts, and reports every member beside it that would be lost.</summary>
internal static class MessageContent
{
    // "annotations" and "id" come back when a caller sends an answer again as history; they mean nothing to a model.
    private static readonly FrozenSet<string> Known = new[] { "role", "content", "refusal", "annotations", "id" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> PartReasons = new Dictionary<string, string>
    {
        ["image_url"] = "images are not translated to this format",
        ["input_audio"] = "audio is not translated to this format",
        ["file"] = "files are not translated to this format",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> MemberReasons = new Dictionary<string, string>
    {
        ["name"] = "this format has no names of participants",
        ["tool_calls"] = "tool calls are not translated to this format",
        ["tool_call_id"] = "tool calls are not translated to this format",
        ["function_call"] = "tool calls are not translated to this format",
        ["audio"] = "audio is not translated to this format",
    }.ToFrozenDictionary();

    public static ImmutableArray<ContentPart> Read(JsonElement message, string pointer, UnsupportedMembers unsupported)
    {
        ImmutableArray<ContentPart>.Builder parts = ImmutableArray.CreateBuilder<ContentPart>(1);
        foreach (JsonProperty member in message.EnumerateObject())
        {
            switch (member.Name)
            {
                case "content":
                    AddContent(parts, member.Value, $"{pointer}/content", unsupported);
                    break;
                // What an assistant said instead of an answer is still what it said.
                case "refusal" when member.Value.ValueKind == JsonValueKind.String:
                    AddText(parts, member.Value);
                    break;
                default:
                    if (!Known.Contains(member.Name) && !IsEmpty(member.Value))
                    {
                        unsupported.Add(
                            UnsupportedMembers.Pointer(pointer, member.Name),
                            MemberReasons.GetValueOrDefault(member.Name, "not known to this format"));
                    }
                    break;
            }
        }
        return parts.ToImmutable();
    }

    private static void AddContent(ImmutableArray<ContentPart>.Builder parts, JsonElement content, string pointer, UnsupportedMembers unsupported)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                AddText(parts, content);
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement part in content.EnumerateArray())
                {
                    AddPart(parts, part, $"{pointer}/{index}", unsupported);
                    index++;
                }
                break;
            default:
                unsupported.Add(pointer, "content must be a string or a list of parts");
                break;
        }
    }

    private static void AddPart(ImmutableArray<ContentPart>.Builder parts, JsonElement part, string pointer, UnsupportedMembers unsupported)
    {
        string? type = part.Text("type");
        if (type is not ("text" or "refusal") || part.Member(type) is not { ValueKind: JsonValueKind.String } text)
        {
            unsupported.Add(pointer, PartReasons.GetValueOrDefault(type ?? "", "a part that is not known to this format"));
            return;
        }
        AddText(parts, text);
        foreach (JsonProperty member in part.EnumerateObject())
        {
            if (member.Name is not ("type" or "text" or "refusal" or "annotations") && !IsEmpty(member.Value))
            {
                unsupported.Add(UnsupportedMembers.Pointer(pointer, member.Name), "not known to this format");
            }
        }
    }

    // Blank text is refused by the formats read here, and says nothing.
    private static void AddText(ImmutableArray<ContentPart>.Builder parts, JsonElement text)
    {
        if (!JsonText.IsBlank(text))
        {
            parts.Add(new TextPart(text));
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
