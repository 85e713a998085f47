using System.Collections.Immutable;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Workflows;

namespace AiProxy.Host.Projects;

/// <summary>Routes and the workflows that they name: checked together, immutable, and put in force together.</summary>
/// <param name="Routes">The routes.</param>
/// <param name="Workflows">The workflows.</param>
/// <param name="RoutesText">The routes file as it was read: JSON.</param>
internal sealed record ProjectSnapshot(RouteTable Routes, WorkflowCatalog Workflows, ReadOnlyMemory<byte> RoutesText = default);

/// <summary>What became of reading the files.</summary>
/// <param name="Snapshot">Null where there is an error.</param>
/// <param name="Diagnostics">Errors and warnings, workflows first.</param>
internal sealed record LoadedProject(ProjectSnapshot? Snapshot, ImmutableArray<ProjectDiagnostic> Diagnostics);
