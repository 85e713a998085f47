using System.Text.Json;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>Compares histories: one by one, as a multiset where branches interleave, or as a subset where the source lost events.</summary>
internal static class EventComparer
{
    public static void Compare(JsonElement[] expected, JsonElement[] actual, AslCase source, WildcardMatcher matcher)
    {
        if (source.EventsMode == "exact")
        {
            if (expected.Length != actual.Length)
            {
                matcher.Mismatches.Add($"events: expected {Types(expected)}, got {Types(actual)}");
                return;
            }

            for (var i = 0; i < expected.Length; i++)
            {
                matcher.Match(expected[i], actual[i], $"events[{i}]");
            }

            return;
        }

        var left = actual.ToList();
        foreach (var item in expected)
        {
            var found = left.FindIndex(candidate => Matches(item, candidate, matcher));
            if (found < 0)
            {
                matcher.Mismatches.Add($"events: nothing like {item.GetRawText()} in {Types(actual)}");
            }
            else
            {
                left.RemoveAt(found);
            }
        }

        if (source.EventsMode == "multiset" && left.Count > 0)
        {
            matcher.Mismatches.Add($"events: unexpected {string.Join(", ", left)}");
        }
    }

    private static bool Matches(JsonElement expected, JsonElement actual, WildcardMatcher matcher)
    {
        if (expected.GetProperty("type").GetString() != actual.GetProperty("type").GetString())
        {
            return false;
        }

        var wanted = expected.TryGetProperty("details", out var details);
        return actual.TryGetProperty("details", out var given)
            ? wanted && matcher.Matches(details, given)
            : !wanted || details.ValueKind == JsonValueKind.Null;
    }

    private static string Types(IEnumerable<JsonElement> events) => string.Join(' ', events.Select(item => item.GetProperty("type").GetString()));
}
