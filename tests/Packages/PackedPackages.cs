namespace AiProxy.Packages.Tests;

/// <summary>Both packages, packed from what this run was built with into a folder that is a feed, and the only one.</summary>
public sealed class PackedPackages : IDisposable
{
    public PackedPackages()
    {
        Folder = Directory.CreateTempSubdirectory("aiproxy-packages-").FullName;
        var feed = Directory.CreateDirectory(Path.Combine(Folder, "feed")).FullName;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var project in (string[])["Jsonata", "StatesLanguage"])
        {
            Dotnet.Run(Repository.Root, "pack", $"engine/{project}", "-c", configuration, "--no-build", "-o", feed, "-v", "q", "--nologo");
        }

        System.IO.File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(feed, "AiProxy.Jsonata.*.nupkg").Single())["AiProxy.Jsonata.".Length..];
    }

    public string Folder { get; }

    public string Version { get; }

    public string File(string project, string extension) => Path.Combine(Folder, "feed", $"AiProxy.{project}.{Version}.{extension}");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
