using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Reports;

/// <summary>The page about coverage says what is so.</summary>
public sealed class CoveragePageTests
{
    [Fact]
    public void Page_MadeAgain_IsTheOneInDocs()
    {
        var root = CoveragePage.FindRoot();
        Assert.SkipWhen(AslCases.Folder is null || root is null, "The recorded cases (shared/conformance/asl beside the project) are not here.");

        var page = File.ReadAllText(Path.Combine(root!, CoveragePage.File)).ReplaceLineEndings("\n");

        Assert.Equal(CoveragePage.Create(), page);
    }
}
