using System.Globalization;
using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>The cells that say by what a thing is shown.</summary>
/// <param name="Cases">How many recorded cases pass of how many, and in which groups.</param>
/// <param name="ShownBy">Cases, a test, or the words of a refusal.</param>
internal sealed record Proof(string Cases, string ShownBy)
{
    private const int MostExamples = 3;
    private const int MostGroups = 3;

    public static readonly Proof Nothing = new("", "**nothing**");

    public static Proof OfCases(IReadOnlyList<AslCase> cases) => new(Counts(cases), Examples(cases));

    public static Proof? OfTest(string? name) => name is null ? null : new("", $"test {Markdown.Code(name)}");

    public static Proof OfRefusal(string message, IReadOnlyList<AslCase> cases) =>
        new(cases.Count == 0 ? "" : Counts(cases), "refused: " + Markdown.Code(message));

    public static bool Passes(AslCase source) => !KnownFailures.Lines.ContainsKey(source.Id);

    private static string Counts(IReadOnlyList<AslCase> cases)
    {
        var groups = cases.GroupBy(source => source.Group)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToArray();
        var named = groups.Take(MostGroups).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}"));
        var rest = groups.Length <= MostGroups ? "" : string.Create(CultureInfo.InvariantCulture, $" and {groups.Length - MostGroups} more groups");
        return string.Create(CultureInfo.InvariantCulture, $"{cases.Count(Passes)}/{cases.Count}: {string.Join(", ", named)}{rest}");
    }

    /// <summary>Executions first, of these the smallest definitions, which are most about the thing; of different groups where there are.</summary>
    public static string Examples(IReadOnlyList<AslCase> cases)
    {
        var ordered = cases.OrderByDescending(Passes)
            .ThenBy(source => source.Kind switch { "execution" or "sync_execution" => 0, "test_state" => 1, _ => 2 })
            .ThenBy(source => source.DefinitionText.Length)
            .ThenBy(source => source.Id, StringComparer.Ordinal)
            .ToArray();
        var first = ordered.DistinctBy(source => source.Group).Take(MostExamples).ToArray();
        var all = first.Concat(ordered.Except(first).Take(MostExamples - first.Length));
        return string.Join(Markdown.LineBreak, all.Select(source => Markdown.Code(source.Id)));
    }
}
