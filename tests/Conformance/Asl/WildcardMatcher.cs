using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>Compares recorded and actual JSON by the rules of the recordings' <c>match.py</c>.</summary>
internal sealed class WildcardMatcher(IReadOnlySet<string> wildcards)
{
    private readonly Dictionary<string, JsonElement> _bound = new(StringComparer.Ordinal);
    private readonly Regex? _tokens = wildcards.Count == 0
        ? null
        : new Regex("(" + string.Join('|', wildcards.OrderByDescending(token => token.Length).Select(Regex.Escape)) + ")", RegexOptions.None, TimeSpan.FromSeconds(5));

    public List<string> Mismatches { get; } = [];

    public void Match(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind == JsonValueKind.String && TryMatchWildcard(expected.GetString()!, actual, path))
        {
            return;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                MatchObject(expected, actual, path);
                break;
            case JsonValueKind.Array:
                MatchArray(expected, actual, path);
                break;
            case JsonValueKind.Number when actual.ValueKind == JsonValueKind.Number:
                Require(expected.GetDouble().Equals(actual.GetDouble()), expected, actual, path);
                break;
            case JsonValueKind.String when actual.ValueKind == JsonValueKind.String:
                Require(expected.GetString() == actual.GetString(), expected, actual, path);
                break;
            default:
                Require(expected.ValueKind == actual.ValueKind, expected, actual, path);
                break;
        }
    }

    /// <summary>Whether two values match on their own, leaving this matcher as it was.</summary>
    public bool Matches(JsonElement expected, JsonElement actual)
    {
        var trial = new WildcardMatcher(wildcards);
        trial.Match(expected, actual, "$");
        return trial.Mismatches.Count == 0;
    }

    private bool TryMatchWildcard(string expected, JsonElement actual, string path)
    {
        if (wildcards.Contains(expected))
        {
            // <name:N> is a back-reference.
            if (expected.EndsWith('>') && expected.Contains(':', StringComparison.Ordinal) && _bound.TryGetValue(expected, out var earlier))
            {
                var same = JsonElement.DeepEquals(earlier, actual)
                    || (actual.ValueKind == JsonValueKind.String && actual.GetString()!.Contains(earlier.ToString(), StringComparison.Ordinal));
                if (!same)
                {
                    Mismatches.Add($"{path}: {expected} was {earlier}, now {actual}");
                }
            }
            else
            {
                _bound.TryAdd(expected, actual);
            }

            return true;
        }

        if (_tokens is null || !_tokens.IsMatch(expected))
        {
            return false;
        }

        var pattern = string.Concat(
            _tokens.Split(expected).Where(part => part.Length > 0).Select(part => wildcards.Contains(part) ? "(?:.+?)" : Regex.Escape(part)));
        var matches = actual.ValueKind == JsonValueKind.String
            && Regex.IsMatch(actual.GetString()!, $"^(?:{pattern})$", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        if (!matches)
        {
            Mismatches.Add($"{path}: expected text like {Cut(expected)}, got {Cut(actual.ToString())}");
        }

        return true;
    }

    private void MatchObject(JsonElement expected, JsonElement actual, string path)
    {
        if (actual.ValueKind == JsonValueKind.String && actual.GetString()!.TrimStart().StartsWith('{'))
        {
            // The recordings parsed every text that starts with a brace.
            try
            {
                Match(expected, JsonDocument.Parse(actual.GetString()!).RootElement, path);
            }
            catch (JsonException)
            {
                Mismatches.Add($"{path}: expected JSON, got text {Cut(actual.ToString())}");
            }

            return;
        }

        if (actual.ValueKind != JsonValueKind.Object)
        {
            Mismatches.Add($"{path}: expected an object, got {Cut(actual.ToString())}");
            return;
        }

        foreach (var member in expected.EnumerateObject())
        {
            if (actual.TryGetProperty(member.Name, out var value))
            {
                Match(member.Value, value, $"{path}.{member.Name}");
            }
            else
            {
                Mismatches.Add($"{path}.{member.Name}: missing");
            }
        }

        foreach (var member in actual.EnumerateObject().Where(member => !expected.TryGetProperty(member.Name, out _)))
        {
            Mismatches.Add($"{path}.{member.Name}: unexpected {Cut(member.Value.ToString())}");
        }
    }

    private void MatchArray(JsonElement expected, JsonElement actual, string path)
    {
        if (actual.ValueKind != JsonValueKind.Array || expected.GetArrayLength() != actual.GetArrayLength())
        {
            Mismatches.Add($"{path}: expected an array of {expected.GetArrayLength()}, got {Cut(actual.ToString())}");
            return;
        }

        for (var i = 0; i < expected.GetArrayLength(); i++)
        {
            Match(expected[i], actual[i], $"{path}[{i}]");
        }
    }

    private void Require(bool equal, JsonElement expected, JsonElement actual, string path)
    {
        if (!equal)
        {
            Mismatches.Add($"{path}: expected {Cut(expected.GetRawText())}, got {Cut(actual.GetRawText())}");
        }
    }

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300] + "...";
}
