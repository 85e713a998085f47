using System.Runtime.InteropServices;

namespace AiProxy.Packages.Tests;

/// <summary>The packages in a program compiled ahead of time, which takes half a minute each.</summary>
[Trait("Speed", "Slow")]
public sealed class NativeTests(PackedPackages packed) : IClassFixture<PackedPackages>
{
    [Theory]
    [InlineData("Jsonata")]
    [InlineData("StatesLanguage")]
    public void Readme_ExamplePublishedAsANativeProgram_WarnsOfNothingAndPrintsWhatItSays(string project)
    {
        NativeTools.Require();
        // The compiler comes from the machine's own sources and cache. Rooted, all of the package is looked at, not just what the example uses.
        var use = ConsumerProject.Create(packed, project, "native-" + project, sources: "", $"""
            <PropertyGroup>
                <PublishAot>true</PublishAot>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <RestoreFallbackFolders>{NativeTools.PackageCache}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <TrimmerRootAssembly Include="AiProxy.Jsonata;AiProxy.{project}" />
              </ItemGroup>
            """);
        var published = Path.Combine(use.Folder, "published");

        var log = Processes.Dotnet(use.Folder, "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", published, "--nologo");
        var output = Processes.Run(Path.Combine(published, OperatingSystem.IsWindows() ? "Use.exe" : "Use"), use.Folder);

        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Directory.GetFiles(published), file => file.EndsWith(".dll", StringComparison.Ordinal));
        // Not one of the same version that somebody restored before.
        Assert.True(Directory.Exists(Path.Combine(packed.Folder, "cache", $"aiproxy.{project.ToLowerInvariant()}", packed.Version)));
        Assert.Equal(new Readme(project).Output, output.Trim());
    }
}
