using System.ComponentModel;
using System.Diagnostics;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Functions;

/// <summary>
/// Packages the functions as a part of the synthesis, so that what is deployed is what is in the repository. MSBuild compiles what changed; packages that
/// did not change have the hash they had, and their functions stay.
/// </summary>
internal static class Packaging
{
    private const string Project = "cdk/packaging/publish.proj";

    /// <summary>Makes the packages that the stack is to be made from, unless the settings name some that are there.</summary>
    /// <param name="settings">The runtime, the routes, where the packages go.</param>
    /// <param name="root">The repository.</param>
    /// <exception cref="StackInputException">They cannot be made; why, was written to standard error.</exception>
    public static void Run(StackSettings settings, string root)
    {
        if (!settings.MakesPackages)
            return;
        if (!File.Exists(settings.Routes))
            throw new StackInputException($"No routes file at '{settings.Routes}'; set context 'routes' to where it is.");
        Console.Error.WriteLine($"Packaging the functions for {settings.Runtime.Name} on arm64; what did not change is not compiled again.");
        // Two processes: one would go on with the projects as they were before their packages were restored.
        foreach (string target in new[] { "Restore", "Publish" })
            MSBuild(target, settings, root);
    }

    /// <summary>
    /// Makes packages that hold nothing, for a template that is read and never deployed: it names a function's code by its hash and says nothing of what
    /// is in it.
    /// </summary>
    /// <param name="folder">Where they go.</param>
    public static void MakeEmpty(string folder)
    {
        foreach (string function in FunctionNames.Packages)
        {
            string package = Directory.CreateDirectory(Path.Combine(folder, function)).FullName;
            foreach (string file in FunctionPackage.FilesFor(function))
                File.WriteAllBytes(Path.Combine(package, file), FunctionPackage.LeastBootstrap);
        }
    }

    private static void MSBuild(string target, StackSettings settings, string root)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild", Project, "-nologo", "-m", "-nodeReuse:false", "-verbosity:minimal", $"-target:{target}", "-property:Arch=arm64", "-property:Zip=false",
                $"-property:Runtime={settings.Runtime.Name}", $"-property:PackagesFolder={Escaped(settings.Artifacts)}", $"-property:Routes={Escaped(settings.Routes)}",
            },
        };
        try
        {
            using Process process = Process.Start(start)!;
            // Standard output is for what was asked for: the template's file, or the definition.
            while (process.StandardOutput.ReadLine() is { } line)
                Console.Error.WriteLine(line);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new StackInputException("The functions could not be packaged; the reason is above.");
        }
        catch (Win32Exception e)
        {
            throw new StackInputException($"The functions could not be packaged, 'dotnet' did not start ({e.Message}): install .NET SDK 10, https://dotnet.microsoft.com/download.");
        }
    }

    // https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters: what separates properties must not in a path.
    private static string Escaped(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
