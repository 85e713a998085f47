using System.Collections.Immutable;
using AiProxy.Contracts.Routes;

namespace AiProxy.Host.Projects;

/// <summary>
/// The routes and workflows in force. A request pins what is in force when it begins, so that gateway, functions and engine see one snapshot,
/// whatever an edit changes meanwhile.
/// </summary>
internal sealed class LiveProject : IRouteSource
{
    private readonly AsyncLocal<ProjectSnapshot?> _pinned = new();
    private volatile ProjectStatus? _status;

    /// <summary>What is in force, and what is wrong with the files as they are now.</summary>
    public ProjectStatus Status => _status ?? throw new InvalidOperationException("The project is asked for before it is loaded.");

    /// <summary>The snapshot of the request that asks; outside of one, the latest.</summary>
    public ProjectSnapshot Snapshot => _pinned.Value ?? Status.Snapshot;

    RouteTable IRouteSource.Current => Snapshot.Routes;

    /// <summary>Keeps the latest snapshot for whatever the caller awaits from here on.</summary>
    public void Pin() => _pinned.Value = Status.Snapshot;

    /// <summary>Puts a snapshot in force for requests that begin from now on.</summary>
    /// <param name="snapshot">What to put in force.</param>
    /// <param name="warnings">What was found in it, errors not among it.</param>
    public void Accept(ProjectSnapshot snapshot, ImmutableArray<ProjectDiagnostic> warnings) =>
        _status = new ProjectStatus(snapshot, (_status?.Revision ?? 0) + 1, warnings);

    /// <summary>Notes that the files cannot be used as they are; what is in force stays so.</summary>
    public void Refuse(ImmutableArray<ProjectDiagnostic> diagnostics) => _status = Status with { Diagnostics = diagnostics };
}

/// <summary>Where a project stands.</summary>
/// <param name="Snapshot">What is in force.</param>
/// <param name="Revision">Counts what has been put in force since the start, from 1.</param>
/// <param name="Diagnostics">What is wrong with the files as they are now.</param>
internal sealed record ProjectStatus(ProjectSnapshot Snapshot, int Revision, ImmutableArray<ProjectDiagnostic> Diagnostics)
{
    /// <summary>Whether the files have an error, so that an older state of theirs is in force.</summary>
    public bool IsDegraded => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
