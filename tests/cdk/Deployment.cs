using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Tests;

/// <summary>A folder with what the stack is made from: packages that have the right files, and routes.</summary>
public sealed class Deployment : IDisposable
{
    /// <summary>The four functions of the workflow.</summary>
    public static readonly string[] Workflow = ["Validate", "Transform", "CallProvider", "Merge"];

    /// <summary>Every function of the stack.</summary>
    public static readonly string[] Functions = [.. Workflow, "Gateway", "Authorize", "ValidateRoutes"];

    private static readonly string[] Packages = [.. Workflow, "Gateway", "Authorize"];

    private const string Routes = """
        // The rest of a routes file is not the stack's to read.
        {"providers":{"openai":{},"anthropic":{},"gemini":{"secret":"team/gemini"},
                      "vllm":{"format":"openai","url":"http://10.0.3.7:8000/v1","secret":null}},
         "routes":{"gpt":{"targets":["openai/gpt-5.2"]}}}
        """;

    public Deployment()
    {
        File.WriteAllText(RoutesFile, Routes);
        foreach (string function in Packages)
        {
            Directory.CreateDirectory(FolderOf(function));
            foreach (string ending in new[] { ".dll", ".runtimeconfig.json", ".deps.json" })
                File.WriteAllText(Path.Combine(FolderOf(function), $"AiProxy.{function}{ending}"), function);
            WriteBootstrap(function, machine: 183);
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("aiproxy-cdk-").FullName;

    public string RoutesFile => Path.Combine(Root, "routes.json");

    /// <summary>The repository's own <c>cdk.json</c>.</summary>
    internal static ProjectFile Project => ProjectFile.Find(AppContext.BaseDirectory);

    /// <summary>What is in it.</summary>
    public string RoutesText => File.ReadAllText(RoutesFile);

    public string FolderOf(string function) => Path.Combine(Root, function);

    /// <summary>Writes the start of an ELF file for a machine: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html.</summary>
    public void WriteBootstrap(string function, byte machine) =>
        File.WriteAllBytes(Path.Combine(FolderOf(function), "bootstrap"), [0x7f, .. "ELF"u8, .. new byte[14], machine, 0]);

    /// <summary>The settings that <c>cdk.json</c> gives, for this folder's packages and routes, and <paramref name="changes"/> on top.</summary>
    internal StackSettings Settings(params (string Key, object Value)[] changes)
    {
        Dictionary<string, object> context = Context(changes);
        return StackSettings.Read(context.GetValueOrDefault, context.Keys, Project.Root);
    }

    /// <inheritdoc cref="Settings"/>
    public Dictionary<string, object> Context(params (string Key, object Value)[] changes)
    {
        var context = new Dictionary<string, object>(Project.Context) { ["artifacts"] = Root, ["routes"] = RoutesFile };
        foreach ((string key, object value) in changes)
            context[key] = value;
        return context;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
