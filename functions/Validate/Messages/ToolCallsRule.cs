using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate.Messages;

/// <summary>What ties tool calls and their results together: the calls of an assistant's message, and the id that a result must name.</summary>
internal static class ToolCallsRule
{
    public static void Check(JsonElement message, Role role, string pointer, List<Complaint> complaints)
    {
        if (role.Needs is { } needed)
        {
            ContentPartRule.Require(message, needed, JsonValueKind.String, "a string", pointer, complaints);
        }
        if (role.Name != "assistant" || !message.TryGetProperty("tool_calls", out JsonElement calls) || calls.ValueKind == JsonValueKind.Null)
        {
            return;
        }
        string place = JsonPointer.Member(pointer, "tool_calls");
        if (calls.ValueKind != JsonValueKind.Array)
        {
            RequestMembers.RefuseType(calls, place, "an array", complaints);
            return;
        }
        foreach ((int index, JsonElement call) in calls.EnumerateArray().Index())
        {
            CheckCall(call, JsonPointer.Element(place, index), complaints);
        }
    }

    private static void CheckCall(JsonElement call, string pointer, List<Complaint> complaints)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            RequestMembers.RefuseType(call, pointer, "an object", complaints);
            return;
        }
        ContentPartRule.Require(call, "id", JsonValueKind.String, "a string", pointer, complaints);
        // Other kinds of call (custom ...) have other members.
        bool isFunction = call.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("function");
        if (isFunction && ContentPartRule.Require(call, "function", JsonValueKind.Object, "an object", pointer, complaints))
        {
            string place = JsonPointer.Member(pointer, "function");
            JsonElement function = call.GetProperty("function");
            ContentPartRule.Require(function, "name", JsonValueKind.String, "a string", place, complaints);
            ContentPartRule.Require(function, "arguments", JsonValueKind.String, "a string", place, complaints);
        }
    }
}
