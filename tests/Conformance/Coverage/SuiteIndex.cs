using System.Globalization;
using System.Text.RegularExpressions;
using AiProxy.Conformance.Tests.Jsonata;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Which cases of the official JSONata suite call which function.</summary>
internal static partial class SuiteIndex
{
    private const int MostGroups = 3;

    private static readonly Lazy<ILookup<string, SuiteCase>> ByFunction = new(() => Suite.Cases.Values
        .SelectMany(source => Function().Matches(source.Expression).Select(match => match.Groups[1].Value).Distinct().Select(name => (name, source)))
        .ToLookup(pair => pair.name, pair => pair.source, StringComparer.Ordinal));

    public static IReadOnlyList<SuiteCase> Find(string function) => [.. ByFunction.Value[function]];

    public static string Counts(IReadOnlyList<SuiteCase> cases)
    {
        if (cases.Count == 0)
        {
            return "";
        }

        var groups = cases.GroupBy(Group).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var named = groups.Take(MostGroups).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}"));
        var rest = groups.Length <= MostGroups ? "" : string.Create(CultureInfo.InvariantCulture, $" and {groups.Length - MostGroups} more groups");
        return $"{Passing(cases)}: {string.Join(", ", named)}{rest}";
    }

    /// <summary>How many pass, of how many.</summary>
    public static string Passing(IReadOnlyCollection<SuiteCase> cases) => string.Create(
        CultureInfo.InvariantCulture, $"{cases.Count(source => !KnownFailures.Reasons.ContainsKey(source.Id))}/{cases.Count}");

    public static string Group(SuiteCase source) => source.Id[..source.Id.IndexOf('/', StringComparison.Ordinal)];

    [GeneratedRegex(@"\$([A-Za-z]\w*)")]
    private static partial Regex Function();
}
