using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Requests;

/// <summary>
/// What a chat-completion request's optional members must look like, whether they come from a caller or from a target's <c>params</c> in the
/// routes file. Members not listed here pass unseen: OpenAI adds some every few months, and the provider has the last word.
/// </summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create"/></remarks>
public static class RequestMembers
{
    private delegate void Rule(JsonElement value, string pointer, ICollection<Complaint> complaints);

    private static readonly FrozenDictionary<string, Rule> Rules = new Dictionary<string, Rule>
    {
        ["temperature"] = Number(0, 2),
        ["top_p"] = Number(0, 1),
        ["presence_penalty"] = Number(-2, 2),
        ["frequency_penalty"] = Number(-2, 2),
        ["n"] = Integer(1, 128),
        ["max_tokens"] = Integer(1, int.MaxValue),
        ["max_completion_tokens"] = Integer(1, int.MaxValue),
        ["top_logprobs"] = Integer(0, 20),
        ["seed"] = Integer(long.MinValue, long.MaxValue),
        ["logprobs"] = Boolean,
        ["stream"] = Boolean,
        ["stream_options"] = StreamOptions,
        ["store"] = Boolean,
        ["parallel_tool_calls"] = Boolean,
        ["logit_bias"] = Of(JsonValueKind.Object, "an object"),
        ["metadata"] = Of(JsonValueKind.Object, "an object"),
        ["user"] = Of(JsonValueKind.String, "a string"),
        ["reasoning_effort"] = Of(JsonValueKind.String, "a string"),
        ["stop"] = Stop,
        ["tools"] = ToolMembers.CheckTools,
        ["tool_choice"] = ToolMembers.CheckChoice,
        ["response_format"] = ResponseFormatMember.Check,
    }.ToFrozenDictionary();

    /// <summary>The members that are checked.</summary>
    public static IReadOnlyCollection<string> Known => Rules.Keys;

    /// <summary>Adds a complaint for everything wrong with member <paramref name="name"/>; null is always good, it means "as if it were not there".</summary>
    public static void Check(string name, JsonElement value, string pointer, ICollection<Complaint> complaints)
    {
        if (value.ValueKind != JsonValueKind.Null && Rules.TryGetValue(name, out Rule? rule))
        {
            rule(value, pointer, complaints);
        }
    }

    /// <summary>Complains of a value of another type than <paramref name="wanted"/>.</summary>
    public static void RefuseType(JsonElement value, string pointer, string wanted, ICollection<Complaint> complaints) =>
        complaints.Add(new Complaint(ComplaintCodes.WrongType, pointer, $"{pointer} must be {wanted}, not {RequestBody.Describe(value.ValueKind)}"));

    private static Rule Of(JsonValueKind kind, string wanted) => (value, pointer, complaints) =>
    {
        if (value.ValueKind != kind)
        {
            RefuseType(value, pointer, wanted, complaints);
        }
    };

    private static void Boolean(JsonElement value, string pointer, ICollection<Complaint> complaints)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            RefuseType(value, pointer, "true or false", complaints);
        }
    }

    private static Rule Number(decimal min, decimal max) => (value, pointer, complaints) =>
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            RefuseType(value, pointer, "a number", complaints);
        }
        else if (!value.TryGetDecimal(out decimal number) || number < min || number > max)
        {
            RefuseRange(value, pointer, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"), complaints);
        }
    };

    private static Rule Integer(long min, long max) => (value, pointer, complaints) =>
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            RefuseType(value, pointer, "a whole number", complaints);
        }
        else if (!value.TryGetInt64(out long number) || number < min || number > max)
        {
            string wanted = (min, max) switch
            {
                (long.MinValue, _) => "a whole number of 64 bits",
                (_, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} up"),
                _ => string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"),
            };
            RefuseRange(value, pointer, wanted, complaints);
        }
    };

    private static void RefuseRange(JsonElement value, string pointer, string wanted, ICollection<Complaint> complaints)
    {
        string text = value.GetRawText();
        complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer, $"{pointer} must be {wanted}, not {(text.Length > 40 ? $"{text[..40]}..." : text)}"));
    }

    private static void StreamOptions(JsonElement value, string pointer, ICollection<Complaint> complaints)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            RefuseType(value, pointer, "an object", complaints);
            return;
        }
        foreach (JsonProperty option in value.EnumerateObject().Where(option => option.Name is "include_usage" or "include_obfuscation"))
        {
            if (option.Value.ValueKind != JsonValueKind.Null)
            {
                Boolean(option.Value, JsonPointer.Member(pointer, option.Name), complaints);
            }
        }
    }

    private static void Stop(JsonElement value, string pointer, ICollection<Complaint> complaints)
    {
        const int most = 4;
        if (value.ValueKind == JsonValueKind.String)
        {
            return;
        }
        if (value.ValueKind != JsonValueKind.Array)
        {
            RefuseType(value, pointer, "a string or an array of strings", complaints);
            return;
        }
        if (value.GetArrayLength() is 0 or > most)
        {
            complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer,
                string.Create(CultureInfo.InvariantCulture, $"{pointer} must have 1 to {most} strings, not {value.GetArrayLength()}")));
        }
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
        {
            if (element.ValueKind != JsonValueKind.String)
            {
                RefuseType(element, JsonPointer.Element(pointer, index), "a string", complaints);
            }
        }
    }
}
