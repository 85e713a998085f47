namespace AiProxy.Packages.Tests;

/// <summary>A project of nobody's that takes a package and does what its README shows.</summary>
internal sealed class ConsumerProject
{
    private ConsumerProject(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Writes the project.</summary>
    /// <param name="packed">The packages.</param>
    /// <param name="project">The package it takes, without AiProxy.</param>
    /// <param name="name">The folder's name.</param>
    /// <param name="sources">Where else packages may come from, as nuget.config's <c>clear</c> or nothing for the machine's own.</param>
    /// <param name="more">More for the project file.</param>
    public static ConsumerProject Create(PackedPackages packed, string project, string name, string sources, string more = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(packed.Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                {sources}
                <add key="aiproxy-feed" value="{packed.Feed}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), new Readme(project).Example);
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
              {more}
            </Project>
            """);
        return new ConsumerProject(folder);
    }
}
