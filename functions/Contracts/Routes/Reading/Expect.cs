using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Reading;

/// <summary>Reads single values, each with a complaint where it is another kind or out of its range; then the result is null.</summary>
internal static class Expect
{
    public static bool IsObject(JsonElement value, string pointer, List<Complaint> complaints) =>
        value.ValueKind == JsonValueKind.Object || Refuse(value, pointer, "an object", complaints);

    public static bool IsArray(JsonElement value, string pointer, List<Complaint> complaints) =>
        value.ValueKind == JsonValueKind.Array || Refuse(value, pointer, "an array", complaints);

    public static Sourced<bool>? Boolean(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return new Sourced<bool>(value.GetBoolean(), pointer);
        }
        Refuse(value, pointer, "true or false", complaints);
        return null;
    }

    public static Sourced<int>? Integer(JsonElement value, string pointer, int min, int max, List<Complaint> complaints)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            Refuse(value, pointer, "a whole number", complaints);
            return null;
        }
        // decimal: 8000.0 and 8e3 are whole numbers too, as JSON Schema counts them.
        if (value.TryGetDecimal(out decimal number) && number == Math.Truncate(number) && number >= min && number <= max)
        {
            return new Sourced<int>((int)number, pointer);
        }
        complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer, $"{pointer} is {value.GetRawText()}", Range(min, max)));
        return null;
    }

    public static decimal? Decimal(JsonElement value, string pointer, decimal max, List<Complaint> complaints)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            Refuse(value, pointer, "a number", complaints);
            return null;
        }
        if (value.TryGetDecimal(out decimal number) && number >= 0 && number <= max)
        {
            return number;
        }
        complaints.Add(new Complaint(ComplaintCodes.OutOfRange, pointer, $"{pointer} is {value.GetRawText()}",
            string.Create(CultureInfo.InvariantCulture, $"Write a number from 0 to {max}.")));
        return null;
    }

    public static Sourced<string>? Text(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new Sourced<string>(value.GetString()!, pointer);
        }
        Refuse(value, pointer, "a string", complaints);
        return null;
    }

    /// <summary>A string of the kind that <paramref name="form"/> accepts and <paramref name="remedy"/> describes.</summary>
    public static Sourced<string>? Text(JsonElement value, string pointer, Func<string, bool> form, string remedy, List<Complaint> complaints)
    {
        if (Text(value, pointer, complaints) is not { } text)
        {
            return null;
        }
        if (form(text.Value))
        {
            return text;
        }
        complaints.Add(new Complaint(ComplaintCodes.InvalidValue, pointer, $"{pointer} is '{Shorten(text.Value)}'", remedy));
        return null;
    }

    public static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..60]}...";

    /// <summary>Complains about a member that <paramref name="owner"/> does not have.</summary>
    public static void RefuseMember(string name, string pointer, string owner, ImmutableArray<string> allowed, List<Complaint> complaints) =>
        complaints.Add(RouteMembers.Planned.Contains(name)
            ? new Complaint(ComplaintCodes.NotSupported, pointer, $"'{name}' is not supported in this version", "Remove it.")
            : new Complaint(ComplaintCodes.UnknownMember, pointer, $"{owner} has no member '{Shorten(name)}'", Nearest.Remedy(name, allowed, "members")));

    private static string Range(int min, int max) =>
        string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {min} to {max}.");

    private static bool Refuse(JsonElement value, string pointer, string wanted, List<Complaint> complaints)
    {
        string place = pointer.Length == 0 ? "The document" : pointer;
        complaints.Add(new Complaint(ComplaintCodes.WrongType, pointer, $"{place} must be {wanted}, not {RequestBody.Describe(value.ValueKind)}"));
        return false;
    }
}
