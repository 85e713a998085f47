using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AiProxy.Cdk.Settings;

/// <summary>
/// Reads typed values out of the CDK context, where a value from <c>cdk.json</c> has its JSON type and one from <c>-c key=value</c> is always a
/// string. Collects every complaint instead of stopping at the first.
/// </summary>
internal sealed class ContextReader(Func<string, object?> context)
{
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>Whether anything was complained of so far.</summary>
    public bool HasProblems => _problems.Count > 0;

    public string Text(string key, string standard, string pattern = "\\S", string allowed = "a text that is not empty")
    {
        object? value = Value(key);
        if (value is null)
            return standard;
        if (value is string text && Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant))
            return text;
        return Refuse(key, value, allowed, standard);
    }

    /// <summary>Null where nothing is set.</summary>
    public string? OptionalText(string key, string pattern, string allowed) =>
        context(key) is null or "" ? Unset(key) : Text(key, string.Empty, pattern, allowed);

    public T Choice<T>(string key, string standard, IReadOnlyDictionary<string, T> choices)
    {
        object? value = Value(key);
        if (value is null)
            return choices[standard];
        if (choices.TryGetValue(TextOf(value), out T? choice))
            return choice;
        IEnumerable<string> names = choices.Keys.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal);
        return Refuse(key, value, "one of " + string.Join(", ", names), choices[standard]);
    }

    public int Integer(string key, int standard, int least, int most)
    {
        object? value = Value(key);
        if (value is null)
            return standard;
        bool whole = int.TryParse(TextOf(value), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return whole && number >= least && number <= most ? number : Refuse(key, value, $"a whole number from {least} to {most}", standard);
    }

    public bool Flag(string key, bool standard) => Value(key) switch
    {
        null => standard,
        bool flag => flag,
        "true" => true,
        "false" => false,
        var value => Refuse(key, value, "true or false", standard),
    };

    /// <summary>Reads <c>Name=number,Name=number</c>; empty where nothing is set.</summary>
    public IReadOnlyDictionary<string, int> Numbers(string key, IReadOnlyCollection<string> names, int least, int most)
    {
        object? value = Value(key);
        if (value is null or "")
            return ImmutableDictionary<string, int>.Empty;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string entry in TextOf(value).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            bool whole = int.TryParse(sides[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            if (sides.Length != 2 || !whole || number < least || number > most || !names.Contains(sides[0]) || !numbers.TryAdd(sides[0], number))
            {
                return Refuse(
                    key, value, $"a list such as {names.First()}={least}, each name one of {string.Join(", ", names)} and once, each number from {least} to {most}",
                    ImmutableDictionary<string, int>.Empty);
            }
        }
        return numbers;
    }

    /// <summary>Adds a complaint about how values stand to each other.</summary>
    public void Complain(string problem) => _problems.Add(problem);

    /// <summary>Complains of each of <paramref name="names"/> that looks like one of ours and was never asked for.</summary>
    public void RefuseUnknown(IEnumerable<string> names)
    {
        foreach (string name in names.Where(name => name.All(char.IsAsciiLetterOrDigit) && !_known.Contains(name)))
            _problems.Add($"context '{name}' is not known; the keys are {string.Join(", ", _known)}.");
    }

    /// <exception cref="StackInputException">Something was wrong.</exception>
    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0)
            throw new StackInputException(_problems);
    }

    private object? Value(string key)
    {
        _known.Add(key);
        return context(key);
    }

    private string? Unset(string key)
    {
        _known.Add(key);
        return null;
    }

    private T Refuse<T>(string key, object value, string allowed, T standard)
    {
        _problems.Add($"context '{key}' is '{TextOf(value)}'; it must be {allowed}.");
        return standard;
    }

    private static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
