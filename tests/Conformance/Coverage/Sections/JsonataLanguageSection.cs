using AiProxy.Conformance.Tests.Jsonata;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class JsonataLanguageSection : Section
{
    private const string OfFunctions = "function-";

    public override string Title => "JSONata syntax and operators";

    public override void Write(Page page)
    {
        page.Paragraph("The groups of the official suite that are not about a function.");
        page.Table(
            ["group", "official suite"],
            Suite.Cases.Values.GroupBy(SuiteIndex.Group)
                .Where(group => !group.Key.StartsWith(OfFunctions, StringComparison.Ordinal))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (IReadOnlyList<string>)[group.Key, SuiteIndex.Passing([.. group])]));
    }
}
