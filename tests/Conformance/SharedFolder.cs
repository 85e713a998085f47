namespace AiProxy.Conformance.Tests;

/// <summary>Finds the recorded cases, which lie in a folder <c>shared</c> beside the project and are not part of it.</summary>
internal static class SharedFolder
{
    /// <returns>The folder's path, or null if it is not there.</returns>
    public static string? Find(string relative)
    {
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
