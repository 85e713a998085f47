using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate.Messages;

/// <summary>The shape of <c>messages</c>.</summary>
internal static class MessagesRule
{
    // A body of nothing but broken messages must not become an answer of the same size.
    private const int MaxComplaints = 20;

    public static void Check(JsonElement request, List<Complaint> complaints)
    {
        const string pointer = "/messages";
        if (!request.TryGetProperty("messages", out JsonElement messages))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, "The request has no 'messages'", "Send at least one, for example {\"role\": \"user\", \"content\": \"Hello\"}."));
        }
        else if (messages.ValueKind != JsonValueKind.Array)
        {
            RequestMembers.RefuseType(messages, pointer, "an array", complaints);
        }
        else if (messages.GetArrayLength() == 0)
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer, "/messages is empty", "Send at least one message."));
        }
        else
        {
            int before = complaints.Count;
            foreach ((int index, JsonElement message) in messages.EnumerateArray().Index())
            {
                CheckMessage(message, JsonPointer.Element(pointer, index), complaints);
                if (complaints.Count >= MaxComplaints)
                {
                    return;
                }
            }
            // Of messages that are broken themselves there is no telling what belongs together.
            if (complaints.Count == before)
            {
                ToolTurnsRule.Check(messages, pointer, complaints, MaxComplaints);
            }
        }
    }

    private static void CheckMessage(JsonElement message, string pointer, List<Complaint> complaints)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            RequestMembers.RefuseType(message, pointer, "an object", complaints);
            return;
        }
        string rolePointer = JsonPointer.Member(pointer, "role");
        if (!message.TryGetProperty("role", out JsonElement role))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, $"{pointer} has no 'role'", Roles.Remedy));
        }
        else if (role.ValueKind != JsonValueKind.String)
        {
            RequestMembers.RefuseType(role, rolePointer, "a string", complaints);
        }
        else if (Roles.Find(role.GetString()!) is not { } known)
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, rolePointer, $"{rolePointer} is none of the roles", Roles.Remedy));
        }
        else
        {
            ContentRule.Check(message, known, pointer, complaints);
            ToolCallsRule.Check(message, known, pointer, complaints);
        }
    }
}
