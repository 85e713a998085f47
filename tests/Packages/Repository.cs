namespace AiProxy.Packages.Tests;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Engine(string project, string file) => Path.Combine(Root, "engine", project, file);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AiProxy.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("These tests run inside the repository.");
    }
}
