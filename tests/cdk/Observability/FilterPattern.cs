using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>
/// What of the metric filters' language for JSON the stack uses, evaluated: comparisons with text (with <c>*</c>) and numbers, <c>IS TRUE</c>,
/// <c>NOT EXISTS</c>, <c>&amp;&amp;</c>, <c>||</c> and parentheses. Anything else is an error.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html"/></remarks>
internal sealed partial class FilterPattern
{
    private readonly List<string> _tokens;
    private int _at;

    private FilterPattern(string pattern) => _tokens = [.. Token().Matches(pattern).Select(match => match.Value)];

    public static bool Matches(string pattern, JsonElement line)
    {
        string unread = Token().Replace(pattern, string.Empty).Trim();
        if (unread.Length > 0)
            throw new FormatException($"'{unread}' of {pattern} is not understood.");
        var reader = new FilterPattern(pattern);
        reader.Take("{");
        bool matches = reader.Or(line);
        reader.Take("}");
        return reader._at == reader._tokens.Count ? matches : throw new FormatException($"More after the end of {pattern}.");
    }

    /// <summary>The value at a key such as <c>$.latency_ms</c>; null where there is none.</summary>
    public static JsonElement? Select(string key, JsonElement line) => line.TryGetProperty(key["$.".Length..], out JsonElement value) ? value : null;

    private bool Or(JsonElement line)
    {
        bool matches = And(line);
        while (Peek() == "||")
        {
            Take("||");
            matches |= And(line);
        }
        return matches;
    }

    private bool And(JsonElement line)
    {
        bool matches = Term(line);
        while (Peek() == "&&")
        {
            Take("&&");
            matches &= Term(line);
        }
        return matches;
    }

    private bool Term(JsonElement line)
    {
        if (Peek() == "(")
        {
            Take("(");
            bool inner = Or(line);
            Take(")");
            return inner;
        }
        JsonElement? value = Select(Take(null), line);
        string operation = Take(null);
        switch (operation)
        {
            case "IS TRUE":
                return value is { ValueKind: JsonValueKind.True };
            case "NOT EXISTS":
                return value is null;
            case ">=":
                decimal least = decimal.Parse(Take(null), CultureInfo.InvariantCulture);
                return value is { ValueKind: JsonValueKind.Number } number && number.GetDecimal() >= least;
            case "=":
                return Equal(value, Take(null));
            default:
                throw new FormatException($"Operator {operation}.");
        }
    }

    private static bool Equal(JsonElement? value, string wanted)
    {
        if (value is not { } actual)
            return false;
        if (wanted == "*")
            return true;
        return wanted.StartsWith('"')
            ? actual.ValueKind == JsonValueKind.String
                && Regex.IsMatch(actual.GetString()!, $"^{Regex.Escape(wanted.Trim('"')).Replace("\\*", ".*", StringComparison.Ordinal)}\\z")
            : actual.ValueKind == JsonValueKind.Number && actual.GetDecimal() == decimal.Parse(wanted, CultureInfo.InvariantCulture);
    }

    private string? Peek() => _at < _tokens.Count ? _tokens[_at] : null;

    private string Take(string? expected)
    {
        string token = Peek() ?? throw new FormatException("The pattern ends too early.");
        _at++;
        return expected is null || token == expected ? token : throw new FormatException($"{token} in place of {expected}.");
    }

    [GeneratedRegex("""\|\||&&|>=|IS TRUE|NOT EXISTS|"[^"]*"|\$\.[a-z_]+|[0-9]+|[{}()=*]""")]
    private static partial Regex Token();
}
