using System.Globalization;
using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class GroupsSection : Section
{
    public override string Title => "Recorded cases";

    public override void Write(Page page)
    {
        page.Paragraph("How many there are in each of the groups that the tables name.");
        page.Table(
            ["group", "pass", "of"],
            AslCases.ById.Values.GroupBy(source => source.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                (IReadOnlyList<string>)[group.Key, Number(group.Count(Proof.Passes)), Number(group.Count())]));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
