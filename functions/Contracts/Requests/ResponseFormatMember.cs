using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Requests;

/// <summary>The shape of <c>response_format</c>.</summary>
internal static class ResponseFormatMember
{
    public static void Check(JsonElement format, string pointer, ICollection<Complaint> complaints)
    {
        if (format.ValueKind != JsonValueKind.Object)
        {
            RequestMembers.RefuseType(format, pointer, "an object", complaints);
            return;
        }
        string place = JsonPointer.Member(pointer, "type");
        if (!format.TryGetProperty("type", out JsonElement type))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, $"{pointer} must have a 'type': \"text\", \"json_object\" or \"json_schema\""));
        }
        else if (type.ValueKind != JsonValueKind.String || type.GetString() is not ("text" or "json_object" or "json_schema"))
        {
            complaints.Add(new Complaint(ComplaintCodes.InvalidValue, place, $"{place} must be \"text\", \"json_object\" or \"json_schema\""));
        }
        else if (type.ValueEquals("json_schema")
            && !(format.TryGetProperty("json_schema", out JsonElement schema)
                && schema.ValueKind == JsonValueKind.Object
                && schema.TryGetProperty("name", out JsonElement name)
                && name.ValueKind == JsonValueKind.String))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, $"{pointer} must have a 'json_schema' with a 'name'"));
        }
    }
}
