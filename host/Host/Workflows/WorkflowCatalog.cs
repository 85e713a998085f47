using System.Collections.Frozen;
using System.Collections.Immutable;
using AiProxy.Host.Projects;
using AiProxy.StatesLanguage;

namespace AiProxy.Host.Workflows;

/// <summary>The state machines of one folder, by their file's name without <c>.asl.json</c>.</summary>
internal sealed class WorkflowCatalog
{
    /// <summary>What a workflow file's name ends with.</summary>
    public const string Extension = ".asl.json";

    private readonly FrozenDictionary<string, StateMachine> _machines;

    private WorkflowCatalog(FrozenDictionary<string, StateMachine> machines, IEnumerable<string> names) =>
        (_machines, Names) = (machines, [.. names.Order(StringComparer.Ordinal)]);

    /// <summary>The workflows' names, sorted.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Workflows that run elsewhere: their names are known, and no machine of them is here.</summary>
    public static WorkflowCatalog Deployed(IEnumerable<string> names) => new(FrozenDictionary<string, StateMachine>.Empty, names);

    /// <summary>Whether a file is a workflow; locks and temporary files that editors put beside it are not (<c>.#name</c>, <c>._name</c>, <c>~$name</c>).</summary>
    public static bool IsWorkflow(string path) =>
        Path.GetFileName(path) is { Length: > 0 } name && name.EndsWith(Extension, StringComparison.Ordinal) && name.Length > Extension.Length
        && name[0] is not ('.' or '#' or '~');

    /// <summary>The name of the workflow in <paramref name="path"/>.</summary>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;
    }

    /// <summary>Reads every file as an Express machine.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="files">The workflow files.</param>
    /// <param name="substitutions">What the <c>${...}</c> placeholders stand for.</param>
    /// <param name="diagnostics">Everything found is added; a file with an error is not in the catalog.</param>
    public static WorkflowCatalog Parse(
        string folder,
        ImmutableArray<SourceFile> files,
        IReadOnlyDictionary<string, string> substitutions,
        ImmutableArray<ProjectDiagnostic>.Builder diagnostics)
    {
        var machines = new Dictionary<string, StateMachine>();
        foreach (SourceFile file in files)
        {
            if (file.Unreadable is not null)
            {
                diagnostics.Add(ProjectDiagnostic.Unreadable(file));
                continue;
            }
            ParseResult result = StateMachine.Parse(file.Text(), new StateMachineOptions
            {
                Name = NameOf(file.Path),
                Type = StateMachineType.Express,
                Substitutions = substitutions,
            });
            diagnostics.AddRange(result.Diagnostics.Select(diagnostic => ProjectDiagnostic.Of(file.Path, diagnostic)));
            if (result.Machine is { } machine)
            {
                machines.Add(machine.Name, machine);
            }
        }
        if (files.IsEmpty)
        {
            diagnostics.Add(new ProjectDiagnostic(
                true, folder, 1, 1, "", "no_workflows", $"The folder holds no *{Extension} file", "Put one there, or name another folder with --statemachines DIR."));
        }
        return new WorkflowCatalog(machines.ToFrozenDictionary(), machines.Keys);
    }

    /// <summary>The workflow called <paramref name="name"/>, or null.</summary>
    public StateMachine? Find(string name) => _machines.GetValueOrDefault(name);
}
