using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;
using AiProxy.Validate.Messages;

namespace AiProxy.Validate;

/// <summary>The shape of a chat-completion request. Members that nobody knows are left alone: they are the provider's business.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create"/></remarks>
internal static class RequestRules
{
    private const int MaxModelLength = 256;

    public static List<Complaint> Check(JsonElement request)
    {
        var complaints = new List<Complaint>();
        if (request.ValueKind != JsonValueKind.Object)
        {
            complaints.Add(new Complaint(ComplaintCodes.WrongType, "", $"The request must be a JSON object, not {RequestBody.Describe(request.ValueKind)}"));
            return complaints;
        }
        CheckModel(request, complaints);
        MessagesRule.Check(request, complaints);
        foreach (JsonProperty member in request.EnumerateObject())
        {
            RequestMembers.Check(member.Name, member.Value, JsonPointer.Member("", member.Name), complaints);
        }
        return complaints;
    }

    private static void CheckModel(JsonElement request, List<Complaint> complaints)
    {
        const string remedy = "GET /v1/models lists what may stand there.";
        if (!request.TryGetProperty("model", out JsonElement model))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, "/model", "The request has no 'model'", remedy));
        }
        else if (model.ValueKind != JsonValueKind.String)
        {
            RequestMembers.RefuseType(model, "/model", "a string", complaints);
        }
        else if (model.GetString() is { Length: 0 or > MaxModelLength })
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, "/model", $"/model must have 1 to {MaxModelLength} characters", remedy));
        }
    }
}
