namespace AiProxy.Packages.Tests;

/// <summary>Both packages, packed from what this run was built with into a folder that is a feed.</summary>
public sealed class PackedPackages : IDisposable
{
    public PackedPackages()
    {
        Folder = Directory.CreateTempSubdirectory("aiproxy-packages-").FullName;
        Feed = Directory.CreateDirectory(Path.Combine(Folder, "feed")).FullName;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var project in (string[])["Jsonata", "StatesLanguage"])
        {
            Processes.Dotnet(Repository.Root, "pack", $"engine/{project}", "-c", configuration, "--no-build", "-o", Feed, "-v", "q", "--nologo");
        }

        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, "AiProxy.Jsonata.*.nupkg").Single())["AiProxy.Jsonata.".Length..];
    }

    /// <summary>A folder for what tests make of the packages.</summary>
    public string Folder { get; }

    public string Feed { get; }

    public string Version { get; }

    public string File(string project, string extension) => Path.Combine(Feed, $"AiProxy.{project}.{Version}.{extension}");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
