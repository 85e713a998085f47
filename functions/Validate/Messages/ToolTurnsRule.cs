using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Validate.Messages;

/// <summary>
/// Whether calls and results meet: every tool call is answered by the messages right after it, and every result answers one. Every provider that
/// has tools asks for it, each in words of its own; found here, it costs no call.
/// </summary>
internal static class ToolTurnsRule
{
    public static void Check(JsonElement messages, string pointer, List<Complaint> complaints, int maxComplaints)
    {
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((int index, JsonElement message) in messages.EnumerateArray().Index())
        {
            if (complaints.Count >= maxComplaints)
            {
                return;
            }
            string place = JsonPointer.Element(pointer, index);
            string? role = Text(message, "role");
            if (role == "tool")
            {
                CheckResult(message, place, open, complaints);
                continue;
            }
            Complain(open, complaints);
            if (role == "assistant")
            {
                Open(message, place, open, complaints);
            }
        }
        Complain(open, complaints);
    }

    private static void CheckResult(JsonElement message, string place, Dictionary<string, string> open, List<Complaint> complaints)
    {
        if (Text(message, "tool_call_id") is { } id && !open.Remove(id))
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, JsonPointer.Member(place, "tool_call_id"),
                $"{place} answers no tool call of the assistant's message before it",
                "A message of the role 'tool' must follow the assistant's message with its tool call, and each call is answered once."));
        }
    }

    private static void Open(JsonElement message, string place, Dictionary<string, string> open, List<Complaint> complaints)
    {
        if (message.TryGetProperty("tool_calls", out JsonElement calls) && calls.ValueKind == JsonValueKind.Array)
        {
            foreach ((int index, JsonElement call) in calls.EnumerateArray().Index())
            {
                string callPlace = JsonPointer.Element(JsonPointer.Member(place, "tool_calls"), index);
                if (Text(call, "id") is { } id && !open.TryAdd(id, callPlace))
                {
                    complaints.Add(new Complaint(ComplaintCodes.InvalidValue, JsonPointer.Member(callPlace, "id"), $"{callPlace} has the id of another call beside it"));
                }
            }
        }
    }

    private static void Complain(Dictionary<string, string> open, List<Complaint> complaints)
    {
        foreach (string place in open.Values)
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, place, $"{place} is not answered",
                "After the assistant's message, send one message of the role 'tool' with the call's id for each of its calls."));
        }
        open.Clear();
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
