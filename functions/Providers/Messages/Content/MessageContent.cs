using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Content;

/// <summary>Reads one message's content, a string or a list of parts, and reports every member beside it that would be lost.</summary>
/// <param name="refuse">Says why the format cannot express a part; null where it can.</param>
/// <param name="report">Takes what is left out or changed.</param>
internal sealed class MessageContent(Func<MediaPart, string?> refuse, TranslationReport report)
{
    // "annotations" and "id" come back when a caller sends an answer again as history; they mean nothing to a model. Neither do the thoughts of
    // whoever answered then, in all their names: what the target itself must have back is in "aiproxy".
    private static readonly FrozenSet<string> Known = new[]
    {
        "role", "content", "refusal", "annotations", "id", "tool_calls", "tool_call_id", "aiproxy",
        "reasoning_content", "reasoning", "reasoning_details",
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> MemberReasons = new Dictionary<string, string>
    {
        ["name"] = "this format has no names of participants",
        ["function_call"] = "the older function calls are not translated; use tool_calls",
        ["audio"] = "spoken answers are not translated to this format",
    }.ToFrozenDictionary();

    public ImmutableArray<ContentPart> Read(JsonElement message, string pointer)
    {
        ImmutableArray<ContentPart>.Builder parts = ImmutableArray.CreateBuilder<ContentPart>(1);
        foreach (JsonProperty member in message.EnumerateObject())
        {
            switch (member.Name)
            {
                case "content":
                    AddContent(parts, member.Value, $"{pointer}/content");
                    break;
                // What an assistant said instead of an answer is still what it said.
                case "refusal" when member.Value.ValueKind == JsonValueKind.String:
                    AddText(parts, member.Value);
                    break;
                default:
                    ReportMember(member, pointer);
                    break;
            }
        }
        return parts.ToImmutable();
    }

    /// <summary>The texts of a message that holds text alone, blank ones too: a tool's result.</summary>
    public ImmutableArray<JsonElement> ReadTexts(JsonElement message, string pointer)
    {
        foreach (JsonProperty member in message.EnumerateObject())
        {
            // Gemini and older clients name the tool beside the id, which says it already.
            if (member.Name != "name")
            {
                ReportMember(member, pointer);
            }
        }
        switch (message.Member("content"))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.String } text:
                return [text];
            case { ValueKind: JsonValueKind.Array } parts:
                ImmutableArray<JsonElement>.Builder texts = ImmutableArray.CreateBuilder<JsonElement>();
                foreach ((int index, JsonElement part) in parts.EnumerateArray().Index())
                {
                    if (part.Text("type") == "text" && part.Member("text") is { ValueKind: JsonValueKind.String } text)
                    {
                        texts.Add(text);
                    }
                    else
                    {
                        report.Unsupported($"{pointer}/content/{index}", "a tool's result is text");
                    }
                }
                return texts.ToImmutable();
            default:
                report.Unsupported($"{pointer}/content", "content must be a string or a list of parts");
                return [];
        }
    }

    private void ReportMember(JsonProperty member, string pointer)
    {
        if (!Known.Contains(member.Name) && !IsEmpty(member.Value))
        {
            report.Unsupported(TranslationReport.Pointer(pointer, member.Name), MemberReasons.GetValueOrDefault(member.Name, "not known to this format"));
        }
    }

    private void AddContent(ImmutableArray<ContentPart>.Builder parts, JsonElement content, string pointer)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                AddText(parts, content);
                break;
            case JsonValueKind.Array:
                foreach ((int index, JsonElement part) in content.EnumerateArray().Index())
                {
                    AddPart(parts, part, $"{pointer}/{index}");
                }
                break;
            default:
                report.Unsupported(pointer, "content must be a string or a list of parts");
                break;
        }
    }

    private void AddPart(ImmutableArray<ContentPart>.Builder parts, JsonElement part, string pointer)
    {
        string? type = part.Text("type");
        if (type is "text" or "refusal" && part.Member(type) is { ValueKind: JsonValueKind.String } text)
        {
            AddText(parts, text);
        }
        else if (type is "image_url" or "input_audio" or "file")
        {
            if (MediaReader.Read(part, type, pointer, report, out string? complaint) is { } media && (complaint = refuse(media)) is null)
            {
                parts.Add(media);
            }
            else
            {
                report.Unsupported(pointer, complaint!);
                return;
            }
        }
        else
        {
            report.Unsupported(pointer, "a part that is not known to this format");
            return;
        }
        foreach (JsonProperty member in part.EnumerateObject())
        {
            if (member.Name is not ("type" or "annotations") && member.Name != type && !IsEmpty(member.Value))
            {
                report.Unsupported(TranslationReport.Pointer(pointer, member.Name), "not known to this format");
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
