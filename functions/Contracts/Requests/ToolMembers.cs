using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Requests;

/// <summary>The shape of <c>tools</c> and <c>tool_choice</c>, as far as every provider needs it.</summary>
internal static class ToolMembers
{
    public static void CheckTools(JsonElement tools, string pointer, ICollection<Complaint> complaints)
    {
        if (tools.ValueKind != JsonValueKind.Array)
        {
            RequestMembers.RefuseType(tools, pointer, "an array", complaints);
            return;
        }
        foreach ((int index, JsonElement tool) in tools.EnumerateArray().Index())
        {
            CheckTool(tool, JsonPointer.Element(pointer, index), complaints);
        }
    }

    public static void CheckChoice(JsonElement choice, string pointer, ICollection<Complaint> complaints)
    {
        if (choice.ValueKind is not (JsonValueKind.String or JsonValueKind.Object))
        {
            RequestMembers.RefuseType(choice, pointer, "a string or an object", complaints);
        }
        else if (choice.ValueKind == JsonValueKind.String && choice.GetString() is not ("none" or "auto" or "required"))
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, pointer, $"{pointer} must be \"none\", \"auto\", \"required\" or an object"));
        }
    }

    private static void CheckTool(JsonElement tool, string pointer, ICollection<Complaint> complaints)
    {
        if (tool.ValueKind != JsonValueKind.Object)
        {
            RequestMembers.RefuseType(tool, pointer, "an object", complaints);
            return;
        }
        if (!tool.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, $"{pointer} must have a 'type', for example \"function\""));
        }
        else if (type.ValueEquals("function")
            && !(tool.TryGetProperty("function", out JsonElement function)
                && function.ValueKind == JsonValueKind.Object
                && function.TryGetProperty("name", out JsonElement name)
                && name.ValueKind == JsonValueKind.String
                && name.GetString()!.Length > 0))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, $"{pointer} must have a 'function' with a 'name'"));
        }
    }
}
