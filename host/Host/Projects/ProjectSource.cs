using System.Collections.Immutable;
using AiProxy.Host.Configuration;
using AiProxy.Host.Workflows;

namespace AiProxy.Host.Projects;

/// <summary>The routes file and every workflow file, as they were read at one time.</summary>
/// <param name="Routes">The routes file.</param>
/// <param name="Workflows">The workflow files by name; where the folder cannot be listed, the folder alone, unreadable.</param>
internal sealed record ProjectSource(SourceFile Routes, ImmutableArray<SourceFile> Workflows)
{
    /// <summary>Reads everything. What cannot be read is a result, too: it may be in the middle of being replaced.</summary>
    public static ProjectSource Read(ProjectFiles files)
    {
        SourceFile routes = SourceFile.Read(files.Routes);
        if (!files.HasStateMachines)
        {
            return new ProjectSource(routes, []);
        }
        try
        {
            return new ProjectSource(
                routes,
                [
                    .. Directory.EnumerateFiles(files.StateMachines, "*" + WorkflowCatalog.Extension)
                        .Where(WorkflowCatalog.IsWorkflow)
                        .Order(StringComparer.Ordinal)
                        .Select(SourceFile.Read),
                ]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ProjectSource(routes, [new SourceFile(files.StateMachines, default, e.Message)]);
        }
    }

    /// <summary>Whether no file has changed, come or gone between the two.</summary>
    public bool SameAs(ProjectSource other) =>
        Routes.SameAs(other.Routes)
        && Workflows.Length == other.Workflows.Length
        && Workflows.Zip(other.Workflows).All(pair => pair.First.SameAs(pair.Second));
}
