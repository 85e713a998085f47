using AiProxy.Host.Configuration;
using AiProxy.Host.Projects;

namespace AiProxy.Host.Tests.Projects;

/// <summary>A folder with a routes file and workflows, and what the host makes of them.</summary>
internal sealed class ProjectFolder : IDisposable
{
    public const string Workflow = """{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"}}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-project-").FullName;

    public ProjectFolder()
    {
        Files = new ProjectFiles(Path.Combine(_folder, "routes.json"), Directory.CreateDirectory(Path.Combine(_folder, "statemachines")).FullName, ":memory:");
        Loader = new ProjectLoader(Files, new Dictionary<string, string>(), _ => null);
        WriteRoutes("one");
        WriteWorkflow("one", Workflow);
    }

    public ProjectFiles Files { get; }

    public ProjectLoader Loader { get; }

    public static string Routes(string workflow) =>
        "{\n \"providers\": {\"openai\": {} },\n \"routes\": {\"chat\": {\"workflow\": \"" + workflow + "\", \"targets\": [\"openai/gpt-5.2\"]} }\n}";

    public void WriteRoutes(string workflow) => File.WriteAllText(Files.Routes, Routes(workflow));

    public void WriteWorkflow(string name, string text) => File.WriteAllText(PathOf(name), text);

    public string PathOf(string workflow) => Path.Combine(Files.StateMachines, workflow + ".asl.json");

    public LoadedProject Load() => Loader.Load(Loader.Read());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
