using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate.Messages;

/// <summary>The shape of a message's <c>content</c>.</summary>
internal static class ContentRule
{
    // What stands for content in an assistant's message.
    private static readonly string[] Instead = ["tool_calls", "function_call", "refusal", "audio"];

    public static void Check(JsonElement message, Role role, string pointer, List<Complaint> complaints)
    {
        string place = JsonPointer.Member(pointer, "content");
        if (!message.TryGetProperty("content", out JsonElement content) || content.ValueKind == JsonValueKind.Null)
        {
            if (!role.MayLackContent || (role.Name == "assistant" && !Instead.Any(name => IsThere(message, name))))
            {
                complaints.Add(new Complaint(ComplaintCodes.MissingMember, place, $"{pointer} has no 'content'", "Send a string, or an array of content parts."));
            }
        }
        else if (content.ValueKind == JsonValueKind.Array)
        {
            CheckParts(content, role, place, complaints);
        }
        else if (content.ValueKind != JsonValueKind.String)
        {
            RequestMembers.RefuseType(content, place, "a string or an array of content parts", complaints);
        }
    }

    private static void CheckParts(JsonElement parts, Role role, string pointer, List<Complaint> complaints)
    {
        if (parts.GetArrayLength() == 0)
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer, $"{pointer} is empty", "Send at least one content part, or a string."));
        }
        foreach ((int index, JsonElement part) in parts.EnumerateArray().Index())
        {
            ContentPartRule.Check(part, role, JsonPointer.Element(pointer, index), complaints);
        }
    }

    private static bool IsThere(JsonElement message, string name) =>
        message.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
}
