using AiProxy.Conformance.Tests.Asl;
using AiProxy.Conformance.Tests.Coverage.Sections;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>
/// Makes <c>docs/engine-coverage.md</c> from the engine's own tables, the recorded cases and the engine's tests: what it knows, which cases
/// show it to do as AWS does, and what it refuses in which words.
/// </summary>
internal static class CoveragePage
{
    public const string File = "docs/engine-coverage.md";

    private static readonly Section[] Sections =
    [
        new GroupsSection(),
        new TopLevelSection(),
        new StateFieldsSection(),
        new MapPartsSection(),
        new ErrorHandlingSection(),
        new ChoiceSection(),
        new IntrinsicsSection(),
        new JsonataFunctionsSection(),
        new JsonataLanguageSection(),
        new ContextSection(),
        new ErrorsSection(),
        new IntegrationsSection(),
        new EventsSection(),
        new RefusalsSection(),
    ];

    /// <returns>The repository's root, or null outside of it.</returns>
    public static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "AiProxy.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    public static int Write(string[] arguments)
    {
        if (AslCases.Folder is null || FindRoot() is not { } root)
        {
            Console.Error.WriteLine("The recorded cases or the repository are not here.");
            return 2;
        }

        var page = Create(root);
        System.IO.File.WriteAllText(arguments.Length > 0 ? arguments[0] : Path.Combine(root, File), page.ToString());
        foreach (var gap in page.Gaps)
        {
            Console.Error.WriteLine($"No recorded case and no test of the engine uses {gap}.");
        }

        return page.Gaps.Count == 0 ? 0 : 1;
    }

    public static Page Create(string root)
    {
        var page = new Page(new CaseIndex(AslCases.ById.Values), new EngineTests(root));
        page.Paragraph("# What the engine covers");
        page.Paragraph(
            """
            For each part of Amazon States Language: whether the engine has it, which recorded executions on real AWS show that it does as AWS
            does, or with which words it refuses it.

            - **recorded cases**: `12/13` says that 13 recorded cases use the thing and that the engine does in 12 of them all that AWS did:
              status, output, error, cause and every event, matched by the recordings' own rules. The groups with most of them follow. Why the
              others do not pass stands below [the groups](#recorded-cases).
            - **shown by**: up to three of these cases, executions and short definitions first; where there are no more than three, all of them. Where no
              recorded case uses the thing, a test of the engine's own that does. Where it is refused, what the engine answered when this page
              was made.

            Where Step Functions has changed since a recording, the engine is asked to do as of that day
            (`engine/StatesLanguage/ServiceChanges.cs`). Made by `dotnet run -c Release --project tests/Conformance -- coverage` from the engine's
            own tables, the recordings and the tests; a test compares, and fails if something is shown by nothing.
            """);
        foreach (var section in Sections)
        {
            page.Line($"- [{section.Title}](#{Markdown.Anchor(section.Title)})");
        }

        page.Line();
        foreach (var section in Sections)
        {
            page.Paragraph($"## {section.Title}");
            section.Write(page);
        }

        return page;
    }
}
