using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using AiProxy.Host.Configuration;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.Host.Workflows;

/// <summary>The state machines of one folder, by their file's name without <c>.asl.json</c>.</summary>
internal sealed class WorkflowCatalog
{
    private const string Extension = ".asl.json";

    private readonly FrozenDictionary<string, StateMachine> _machines;

    private WorkflowCatalog(FrozenDictionary<string, StateMachine> machines) => _machines = machines;

    /// <summary>The workflows' names, sorted.</summary>
    public IEnumerable<string> Names => _machines.Keys.Order(StringComparer.Ordinal);

    /// <summary>Loads every <c>*.asl.json</c> of <paramref name="folder"/> as an Express machine.</summary>
    /// <exception cref="StartupException">A file cannot be read or is no valid machine; the message lists every diagnostic with its place.</exception>
    public static WorkflowCatalog Load(string folder, IReadOnlyDictionary<string, string> substitutions)
    {
        var machines = new Dictionary<string, StateMachine>();
        var complaints = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file)[..^Extension.Length];
            ParseResult result = StateMachine.Parse(Read(file), new StateMachineOptions
            {
                Name = name,
                Type = StateMachineType.Express,
                Substitutions = substitutions,
            });
            if (result.Machine is { } machine)
            {
                machines.Add(name, machine);
                continue;
            }
            foreach (Diagnostic diagnostic in result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            {
                complaints.AppendLine(CultureInfo.InvariantCulture,
                    $"{file}({diagnostic.Line ?? 1},{diagnostic.Column ?? 1}): error {diagnostic.Code}: {diagnostic.Message} [{diagnostic.Location}]");
            }
        }
        if (complaints.Length > 0)
        {
            throw new StartupException($"Not every workflow is valid:{Environment.NewLine}{complaints.ToString().TrimEnd()}");
        }
        if (machines.Count == 0)
        {
            throw new StartupException($"The folder '{folder}' holds no *{Extension} file.");
        }
        return new WorkflowCatalog(machines.ToFrozenDictionary());
    }

    /// <summary>The workflow called <paramref name="name"/>, or null.</summary>
    public StateMachine? Find(string name) => _machines.GetValueOrDefault(name);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The workflow '{file}' cannot be read: {e.Message}", e);
        }
    }
}
