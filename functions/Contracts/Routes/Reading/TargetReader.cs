using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Reading;

internal static class TargetReader
{
    private static readonly ImmutableArray<string> Members = ["model", "params", "timeoutMs", "disabled", "id"];

    private static readonly ImmutableArray<string> NotParams = ["model", "messages", "stream", "stream_options", "aiproxy"];

    // Eight targets' params must fit state data beside an inline request (StateSize.Shared).
    private const int MaxParamsBytes = 6_000;

    public static Sourced<ImmutableArray<TargetConfig>>? ReadAll(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (!Expect.IsArray(value, pointer, complaints))
        {
            return null;
        }
        var targets = ImmutableArray.CreateBuilder<TargetConfig>();
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
        {
            if (ReadOne(element, JsonPointer.Element(pointer, index), complaints) is { } target)
            {
                targets.Add(target);
            }
        }
        return new Sourced<ImmutableArray<TargetConfig>>(targets.ToImmutable(), pointer);
    }

    private static TargetConfig? ReadOne(JsonElement value, string pointer, List<Complaint> complaints) => value.ValueKind switch
    {
        JsonValueKind.String => ReadName(value, pointer, pointer, complaints),
        JsonValueKind.Object => ReadObject(value, pointer, complaints),
        _ => Refuse(value, pointer, complaints),
    };

    private static TargetConfig? Refuse(JsonElement value, string pointer, List<Complaint> complaints)
    {
        complaints.Add(new Complaint(ComplaintCodes.WrongType, pointer,
            $"A target must be a string or an object, not {RequestBody.Describe(value.ValueKind)}",
            "Write \"provider/model\" or {\"model\": \"provider/model\", \"params\": {...}}."));
        return null;
    }

    private static TargetConfig? ReadName(JsonElement value, string namePointer, string pointer, List<Complaint> complaints)
    {
        if (Expect.Text(value, namePointer, Names.IsTarget, Names.TargetForm, complaints) is not { Value: var name })
        {
            return null;
        }
        // Only the first slash divides: models of aggregating providers have slashes of their own.
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return new TargetConfig(name[..slash], name[(slash + 1)..], pointer);
    }

    private static TargetConfig? ReadObject(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (!value.TryGetProperty("model", out JsonElement model))
        {
            complaints.Add(new Complaint(ComplaintCodes.MissingMember, pointer, "The target has no 'model'", Names.TargetForm));
        }
        TargetConfig? named = model.ValueKind == JsonValueKind.Undefined ? null : ReadName(model, JsonPointer.Member(pointer, "model"), pointer, complaints);
        TargetConfig target = named ?? new TargetConfig("", "", pointer);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            switch (member.Name)
            {
                case "model":
                    break;
                case "params":
                    target = target with { Params = ReadParams(member.Value, place, complaints) };
                    break;
                case "timeoutMs":
                    target = target with { TimeoutMs = Expect.Integer(member.Value, place, RouteDefaults.MinMs, RouteDefaults.MaxTimeoutMs, complaints) };
                    break;
                case "disabled":
                    target = target with { Disabled = Expect.Boolean(member.Value, place, complaints)?.Value ?? false };
                    break;
                case "id":
                    target = target with { Id = Expect.Text(member.Value, place, Names.IsId, Names.IdForm, complaints)?.Value };
                    break;
                default:
                    Expect.RefuseMember(member.Name, place, "A target", Members, complaints);
                    break;
            }
        }
        return named is null ? null : target;
    }

    private static JsonElement? ReadParams(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (!Expect.IsObject(value, pointer, complaints))
        {
            return null;
        }
        int size = JsonMarshal.GetRawUtf8Value(value).Length;
        if (size > MaxParamsBytes)
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer,
                string.Create(CultureInfo.InvariantCulture, $"{pointer} has {size} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"At most {MaxParamsBytes} are possible: params travel in the plan.")));
        }
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            if (NotParams.Contains(member.Name))
            {
                complaints.Add(new Complaint(ComplaintCodes.MisplacedMember, place, $"'params' cannot set '{member.Name}'",
                    "It lays request members such as max_tokens or temperature over the request; remove it."));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                RequestMembers.Check(member.Name, member.Value, place, complaints);
            }
        }
        return value.Clone();
    }
}
