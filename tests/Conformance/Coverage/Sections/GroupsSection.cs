using System.Globalization;
using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class GroupsSection : Section
{
    public override string Title => "Recorded cases";

    public override void Write(Page page)
    {
        var cases = AslCases.ById.Values;
        page.Paragraph($"{cases.Count(Proof.Passes)} of {cases.Count()} pass. By the groups that the tables name:");
        page.Table(
            ["group", "pass", "of"],
            cases.GroupBy(source => source.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                (IReadOnlyList<string>)[group.Key, Number(group.Count(Proof.Passes)), Number(group.Count())]));
        page.Paragraph("Why cases do not pass (`tests/Conformance/Asl/known-failures.txt`):");
        page.Table(
            ["cases", "why", "for example"],
            KnownFailures.Lines.GroupBy(line => line.Value, line => AslCases.ById[line.Key]).OrderByDescending(group => group.Count()).Select(group =>
                (IReadOnlyList<string>)[Number(group.Count()), group.Key, Proof.Examples([.. group])]));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
