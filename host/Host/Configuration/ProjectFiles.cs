using System.Runtime.InteropServices;

namespace AiProxy.Host.Configuration;

/// <summary>Where the host's files are: as told, else the nearest upwards from the working folder, else from the program's own folder.</summary>
/// <param name="Routes">The routes file.</param>
/// <param name="StateMachines">The folder of the workflow files; empty where workflows run elsewhere.</param>
/// <param name="Data">The database.</param>
internal sealed record ProjectFiles(string Routes, string StateMachines, string Data)
{
    /// <summary>Whether there are workflow files.</summary>
    public bool HasStateMachines => StateMachines.Length > 0;

    /// <summary>The folder that has a folder for each published function.</summary>
    /// <exception cref="StartupException">There is none.</exception>
    public static string LocatePackages(HostOptions options, string workingFolder)
    {
        string name = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "functions-arm64" : "functions-x64";
        string? folder = options.FunctionPackages is { } told
            ? Path.GetFullPath(told, workingFolder)
            : FindUpwards(Path.Combine("artifacts", name), workingFolder, Directory.Exists);
        return folder is not null && Directory.Exists(folder)
            ? folder
            : throw new StartupException(
                $"There is no folder of published functions {(folder is null ? $"artifacts/{name} from '{workingFolder}' upwards" : $"'{folder}'")}: make it with "
                + $"'cdk/publish provided.al2023 --arch {name[10..]} --output artifacts/{name}', or name it with --function-packages DIR.");
    }

    /// <summary>Finds them.</summary>
    /// <exception cref="StartupException">There is no routes file; the message says where was looked and what to do.</exception>
    public static ProjectFiles Locate(HostOptions options, string workingFolder)
    {
        string routes = options.Routes is { } told
            ? Path.GetFullPath(told, workingFolder)
            : FindUpwards("routes.json", workingFolder, File.Exists)
                ?? throw new StartupException(
                    $"No routes.json was found from '{workingFolder}' upwards: start in the project's folder, or name the file with --routes FILE.");
        if (!File.Exists(routes))
        {
            throw new StartupException($"The routes file '{routes}' does not exist: check --routes.");
        }
        string folder = Path.GetDirectoryName(routes)!;
        string stateMachines = options.Engine == WorkflowEngine.StepFunctions ? "" : LocateStateMachines(options, folder, workingFolder);
        string data = options.Data switch
        {
            null => Path.Combine(folder, "data", "aiproxy.db"),
            ":memory:" => ":memory:",
            { } file => Path.GetFullPath(file, workingFolder),
        };
        return new ProjectFiles(routes, stateMachines, data);
    }

    private static string LocateStateMachines(HostOptions options, string routesFolder, string workingFolder)
    {
        string stateMachines = options.StateMachines is { } toldFolder
            ? Path.GetFullPath(toldFolder, workingFolder)
            : FindUpwards("statemachines", routesFolder, Directory.Exists)
                ?? FindUpwards("statemachines", workingFolder, Directory.Exists)
                ?? throw new StartupException(
                    $"No folder 'statemachines' was found beside '{routesFolder}' or upwards: name it with --statemachines DIR.");
        return Directory.Exists(stateMachines)
            ? stateMachines
            : throw new StartupException($"The folder '{stateMachines}' does not exist: check --statemachines.");
    }

    private static string? FindUpwards(string name, string workingFolder, Func<string, bool> exists)
    {
        foreach (string start in (string[])[workingFolder, AppContext.BaseDirectory])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, name);
                if (exists(candidate))
                {
                    return candidate;
                }
            }
        }
        return null;
    }
}
