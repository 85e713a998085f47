using AiProxy.Host.Configuration;

namespace AiProxy.Host.Processes;

/// <summary>A published function: what <c>cdk/publish</c> leaves in one folder.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Folder">The folder, which the process runs in.</param>
/// <param name="Program">What is started.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record FunctionPackage(string Name, string Folder, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether it is assemblies for Lambda's own .NET, rather than a native program.</summary>
    public bool IsManaged => Arguments.Count > 0;

    /// <summary>Finds the packages of all of <paramref name="names"/>.</summary>
    /// <param name="packages">The folder that has a folder for each.</param>
    /// <param name="names">The functions' names.</param>
    /// <exception cref="StartupException">One is missing; the message names all that are, and says what to do.</exception>
    public static IReadOnlyList<FunctionPackage> Find(string packages, params IEnumerable<string> names)
    {
        (string Name, FunctionPackage? Package)[] found = [.. names.Select(name => (name, Find(packages, name)))];
        string[] missing = [.. found.Where(one => one.Package is null).Select(one => one.Name)];
        return missing.Length == 0
            ? [.. found.Select(one => one.Package!)]
            : throw new StartupException(
                $"The folder '{packages}' has no package of {string.Join(", ", missing)} (a 'bootstrap', or an assembly): make them with "
                + "'cdk/publish provided.al2023 --arch x64 --output artifacts/functions-x64', or name another folder with --function-packages DIR.");
    }

    private static FunctionPackage? Find(string packages, string name)
    {
        string folder = Path.Combine(packages, name);
        string bootstrap = Path.Combine(folder, "bootstrap");
        string assembly = Path.Combine(folder, $"AiProxy.{name}.dll");
        return File.Exists(bootstrap) ? new FunctionPackage(name, folder, bootstrap, [])
            : File.Exists(assembly) ? new FunctionPackage(name, folder, DotNet(), [assembly])
            : null;
    }

    // The one that runs this host, where it is one.
    private static string DotNet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
