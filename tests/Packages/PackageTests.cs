using System.IO.Compression;
using System.Xml.Linq;

namespace AiProxy.Packages.Tests;

/// <summary>
/// The packages as others get them: packed, taken from a folder by a project of nobody's, and doing what their READMEs say they do.
/// </summary>
public sealed class PackageTests(PackedPackages packed) : IClassFixture<PackedPackages>
{
    [Theory]
    [InlineData("Jsonata")]
    [InlineData("StatesLanguage")]
    public void Readme_ExampleInAProjectThatTakesThePackage_PrintsWhatItSays(string project)
    {
        var use = ConsumerProject.Create(packed, project, "use-" + project, sources: "<clear />");

        var output = Processes.Dotnet(use.Folder, "run", "-v", "q", "--nologo");

        Assert.Equal(new Readme(project).Output, output.Trim());
    }

    [Theory]
    [InlineData("Jsonata")]
    [InlineData("StatesLanguage")]
    public void Package_Opened_HasDocsReadmeLicenceTagsAndSymbols(string project)
    {
        using var package = ZipFile.OpenRead(packed.File(project, "nupkg"));
        using var symbols = ZipFile.OpenRead(packed.File(project, "snupkg"));
        using var stream = package.GetEntry($"AiProxy.{project}.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);

        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/AiProxy.{project}.xml"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/AiProxy.{project}.pdb"));
        Assert.Equal("Apache-2.0", metadata["license"]);
        Assert.Equal("README.md", metadata["readme"]);
        Assert.Contains("jsonata", metadata["tags"], StringComparison.Ordinal);
        Assert.NotEmpty(metadata["description"]);
    }
}
