namespace AiProxy.Conformance.Tests.Jsonata;

/// <summary>Finds the copy of the official suite in a shared folder beside the repository.</summary>
internal static class SharedFolder
{
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "conformance", "jsonata");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
