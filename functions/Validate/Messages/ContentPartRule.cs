using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;

namespace AiProxy.Validate.Messages;

/// <summary>
/// The shape of one content part. Types that OpenAI does not have (vLLM's <c>video_url</c> ...) pass: the target's format knows whether it can
/// express them.
/// </summary>
internal static class ContentPartRule
{
    public static void Check(JsonElement part, Role role, string pointer, List<Complaint> complaints)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            RequestMembers.RefuseType(part, pointer, "an object", complaints);
            return;
        }
        string typePointer = JsonPointer.Member(pointer, "type");
        if (!part.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, typePointer, $"{pointer} has no 'type'", "Types: text, image_url, input_audio, file."));
            return;
        }
        string name = type.GetString()!;
        if (role.TextOnly && name != "text")
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, typePointer, $"A message of the role '{role.Name}' takes text parts only"));
            return;
        }
        switch (name)
        {
            case "text":
                Require(part, "text", JsonValueKind.String, "a string", pointer, complaints);
                break;
            case "image_url" when Require(part, "image_url", JsonValueKind.Object, "an object", pointer, complaints):
                Require(part.GetProperty("image_url"), "url", JsonValueKind.String, "a string", JsonPointer.Member(pointer, "image_url"), complaints);
                break;
            case "input_audio" when Require(part, "input_audio", JsonValueKind.Object, "an object", pointer, complaints):
                Require(part.GetProperty("input_audio"), "data", JsonValueKind.String, "a string", JsonPointer.Member(pointer, "input_audio"), complaints);
                Require(part.GetProperty("input_audio"), "format", JsonValueKind.String, "a string", JsonPointer.Member(pointer, "input_audio"), complaints);
                break;
            case "file":
                Require(part, "file", JsonValueKind.Object, "an object", pointer, complaints);
                break;
            default:
                break;
        }
    }

    /// <summary>Complains where <paramref name="name"/> is missing or of another kind.</summary>
    public static bool Require(JsonElement parent, string name, JsonValueKind kind, string wanted, string pointer, List<Complaint> complaints)
    {
        string place = JsonPointer.Member(pointer, name);
        if (!parent.TryGetProperty(name, out JsonElement value))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, place, $"{pointer} has no '{name}'", $"It must be {wanted}."));
            return false;
        }
        if (value.ValueKind != kind)
        {
            RequestMembers.RefuseType(value, place, wanted, complaints);
            return false;
        }
        return true;
    }
}
