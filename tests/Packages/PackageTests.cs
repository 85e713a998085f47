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
        var readme = File.ReadAllText(Repository.Engine(project, "README.md")).ReplaceLineEndings("\n");
        var folder = Directory.CreateDirectory(Path.Combine(packed.Folder, "use-" + project)).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Block(readme, "csharp"));
        File.WriteAllText(Path.Combine(folder, "Use.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>{packed.Folder}/cache</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AiProxy.{project}" Version="{packed.Version}" />
              </ItemGroup>
            </Project>
            """);

        var output = Dotnet.Run(folder, "run", "-v", "q", "--nologo");

        Assert.Equal(Block(readme, "text").Trim(), output.Trim());
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

    private static string Block(string readme, string language)
    {
        var start = readme.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return readme[start..readme.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
