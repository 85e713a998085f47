namespace AiProxy.Conformance.Tests;

/// <summary>Finds the recorded cases, which lie in a folder <c>shared</c> beside the project and are not part of it.</summary>
internal static class SharedFolder
{
    public const string Asl = "conformance/asl";
    public const string Jsonata = "conformance/jsonata";

    private static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal);

    /// <summary>Takes a folder the command line named instead of looking for it.</summary>
    public static void Use(string relative, string folder) => Given[relative] = Path.GetFullPath(folder);

    /// <returns>The folder's path, or null if it is not there.</returns>
    public static string? Find(string relative)
    {
        if (Given.TryGetValue(relative, out var given))
        {
            return given;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", relative);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
