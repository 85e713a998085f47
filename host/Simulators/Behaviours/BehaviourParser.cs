using System.Buffers;
using System.Globalization;

namespace AiProxy.Simulators.Behaviours;

/// <summary>Reads the behaviours out of a model's name. They follow the name, each after an <c>@</c>, in any order; values are percent-encoded.</summary>
internal static class BehaviourParser
{
    private const string Known =
        "delay=300ms, fail=429, retry-after=2, retry-date=2, fail-times=N, hang, cut, cut=before, stall, drip, drip=100ms, redirect, huge, type=TYPE, bad-json, empty, html, blocked, no-choices, error-in-200, quota, auth, context, length, tool, tools=N, bad-args, think, answer=TEXT, key=ANY";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <returns>Null with <paramref name="complaint"/> when a behaviour is not known, has a bad value, or contradicts another.</returns>
    public static SimulatedModel? TryParse(string fullName, out string? complaint)
    {
        complaint = null;
        string[] parts = fullName.Split('@');
        var model = new SimulatedModel { FullName = fullName, Name = parts[0] };
        foreach (string part in parts.Skip(1))
        {
            (string name, string? value) = part.Split('=', 2) is [var before, var after] ? (before, Uri.UnescapeDataString(after)) : (part, null);
            if (Apply(model, name, value) is not { } applied)
            {
                complaint = $"The simulator does not understand \"@{part}\" in the model \"{fullName}\". It knows {Known}; only one kind of failure a model.";
                return null;
            }
            model = applied;
        }
        return Complete(model);
    }

    private static SimulatedModel? Apply(SimulatedModel model, string name, string? value) => (name, value) switch
    {
        // A version that belongs to the name: claude-sonnet-4@20250514.
        (not "", null) when name.All(char.IsAsciiDigit) => model with { Name = $"{model.Name}@{name}" },
        ("delay", not null) when Duration(value) is { } delay => model with { Delay = delay },
        ("retry-after", not null) when Duration(value, bareUnit: "s") is { } wait => model with { RetryAfter = wait },
        ("retry-date", not null) when Duration(value, bareUnit: "s") is { } wait => model with { RetryAfter = wait, RetryAsDate = true },
        ("fail", not null) when Number(value, 400, 599) is { } status && model.Status is null => model with { Status = status },
        ("fail-times", not null) => Number(value, 0, int.MaxValue) is { } times ? model with { FailTimes = times } : null,
        ("answer", not null) => model with { Answer = value },
        // Changes nothing but the name, and with it what fail-times counts by.
        ("key", not null) => model,
        ("length", null) => model with { BreaksOff = true },
        ("tool", null) => model with { ToolCalls = 1 },
        ("tools", not null) when Number(value, 1, 64) is { } calls => model with { ToolCalls = calls },
        ("bad-args", null) => model with { BadArguments = true, ToolCalls = Math.Max(1, model.ToolCalls) },
        ("think", null) => model with { Thinks = true },
        ("type", not null) when value.Length > 0 && value.All(char.IsAscii) && !value.Any(char.IsControl) => model with { ContentType = value },
        ("cut", "before") when model.Fault == Fault.None => model with { Fault = Fault.CutBefore },
        ("drip", not null) when model.Fault == Fault.None && Duration(value) is { } pause => model with { Fault = Fault.Drip, DripPause = pause },
        (_, null) when FaultNamed(name) is { } fault && model.Fault == Fault.None => model with { Fault = fault },
        _ => null,
    };

    private static Fault? FaultNamed(string name) => name switch
    {
        "hang" => Fault.Hang,
        "cut" => Fault.Cut,
        "stall" => Fault.Stall,
        "drip" => Fault.Drip,
        "redirect" => Fault.Redirect,
        "huge" => Fault.Huge,
        "bad-json" => Fault.BadJson,
        "empty" => Fault.Empty,
        "html" => Fault.Html,
        "blocked" => Fault.Blocked,
        "no-choices" => Fault.NoChoices,
        "error-in-200" => Fault.ErrorUnderSuccess,
        "quota" => Fault.Quota,
        "auth" => Fault.Auth,
        "context" => Fault.Context,
        _ => null,
    };

    // A hint alone means 429, a count alone means 500.
    private static SimulatedModel Complete(SimulatedModel model)
    {
        if (model.Fault != Fault.None || (model.Status is null && model.RetryAfter is null && model.FailTimes is null))
        {
            return model;
        }
        return model with { Fault = Fault.Status, Status = model.Status ?? (model.RetryAfter is null ? 500 : 429) };
    }

    private static int? Number(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max ? number : null;

    private static TimeSpan? Duration(string text, string bareUnit = "ms")
    {
        int digits = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        string unit = digits < 0 ? bareUnit : text[digits..];
        string number = digits < 0 ? text : text[..digits];
        double? unitMilliseconds = unit switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            _ => null,
        };
        return unitMilliseconds is { } factor && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count * factor <= 86_400_000
            ? TimeSpan.FromMilliseconds(count * factor)
            : null;
    }
}
