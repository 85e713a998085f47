using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>The page about coverage says what is so, and leaves nothing without proof.</summary>
public sealed class CoveragePageTests
{
    private static string Root
    {
        get
        {
            var root = CoveragePage.FindRoot();
            Assert.SkipWhen(AslCases.Folder is null || root is null, "The recorded cases (shared/conformance/asl beside the project) are not here.");
            return root!;
        }
    }

    [Fact]
    public void Page_MadeAgain_IsTheOneInDocs()
    {
        var page = File.ReadAllText(Path.Combine(Root, CoveragePage.File)).ReplaceLineEndings("\n");

        Assert.Equal(CoveragePage.Create(Root).ToString(), page);
    }

    [Fact]
    public void Page_EveryThing_IsShownByACaseOrATestOrRefused() => Assert.Empty(CoveragePage.Create(Root).Gaps);
}
