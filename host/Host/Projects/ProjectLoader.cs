using System.Collections.Immutable;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Configuration;
using AiProxy.Host.Workflows;

namespace AiProxy.Host.Projects;

/// <summary>Turns the files into a snapshot, or says everything that is wrong with them.</summary>
/// <param name="files">Where they are.</param>
/// <param name="substitutions">What the workflows' <c>${...}</c> placeholders stand for.</param>
/// <param name="simulate">Puts a simulator in a provider's place.</param>
/// <param name="deployed">The workflows of the deployment that they run on; null: they are the files', and run here.</param>
internal sealed class ProjectLoader(
    ProjectFiles files, IReadOnlyDictionary<string, string> substitutions, Func<ProviderDefinition, ProviderOverride?> simulate,
    IReadOnlyCollection<string>? deployed = null)
{
    /// <summary>Reads the files.</summary>
    public ProjectSource Read() => ProjectSource.Read(files);

    /// <summary>Checks what was read.</summary>
    public LoadedProject Load(ProjectSource source)
    {
        var diagnostics = ImmutableArray.CreateBuilder<ProjectDiagnostic>();
        WorkflowCatalog workflows = deployed is null
            ? WorkflowCatalog.Parse(files.StateMachines, source.Workflows, substitutions, diagnostics)
            : WorkflowCatalog.Deployed(deployed);
        RouteTable? routes = null;
        if (source.Routes.Unreadable is not null)
        {
            diagnostics.Add(ProjectDiagnostic.Unreadable(source.Routes));
        }
        else
        {
            var options = new RouteTableOptions
            {
                // A workflow that is there but wrong is complained about once, not again by every route that names it.
                KnownWorkflows = (deployed ?? source.Workflows.Select(file => WorkflowCatalog.NameOf(file.Path))).ToHashSet(),
                Simulate = simulate,
            };
            RouteTable.TryParse(source.Routes.Content, files.Routes, options, out routes, out ImmutableArray<RouteDiagnostic> found);
            diagnostics.AddRange(found.Select(ProjectDiagnostic.Of));
        }
        ImmutableArray<ProjectDiagnostic> all = diagnostics.ToImmutable();
        return new LoadedProject(
            routes is null || all.Any(diagnostic => diagnostic.IsError) ? null : new ProjectSnapshot(routes, workflows, source.Routes.Content),
            all);
    }
}
