using System.Globalization;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>What a field like MaxConcurrencyPath leads to: a whole number, also as text. Complaints are worded as on AWS.</summary>
internal static class PathIntegers
{
    public static bool TryRead(Flow flow, PathTemplate path, Value found, int minimum, int maximum, out int? value)
    {
        value = null;
        if (ToNumber(found) is not { } number || Math.Floor(number) != number)
        {
            flow.FailRuntime($"The {path.Field} field refers to value \"{TextOf(found)}\" which is not a valid integer: {path.Text}");
            return false;
        }

        var field = NameOf(path);
        if (minimum == 0 && number < 0)
        {
            flow.FailRuntime($"{field} cannot be negative.");
            return false;
        }

        if (number < minimum || number > maximum)
        {
            flow.FailRuntime($"{field} must be between {minimum} and {maximum}.");
            return false;
        }

        value = (int)number;
        return true;
    }

    /// <summary>A percentage, which need not be whole.</summary>
    public static bool TryReadPercentage(Flow flow, PathTemplate path, Value found, out double? value)
    {
        value = ToNumber(found);
        if (value is null)
        {
            flow.FailRuntime($"The {path.Field} field refers to value \"{TextOf(found)}\" which is not a valid number: {path.Text}");
        }
        else if (value is not (>= 0 and <= 100))
        {
            flow.FailRuntime($"{NameOf(path)} must be between 0 and 100.");
            value = null;
        }

        return value is not null;
    }

    /// <summary>A value as texts about paths show it: strings without quotes.</summary>
    public static string TextOf(Value value) => value.Kind == ValueKind.String ? value.AsString() : value.ToJson();

    private static string NameOf(PathTemplate path) => path.Field[..^"Path".Length];

    private static double? ToNumber(Value value) => value.Kind switch
    {
        ValueKind.Number => value.AsNumber(),
        ValueKind.String when double.TryParse(value.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
