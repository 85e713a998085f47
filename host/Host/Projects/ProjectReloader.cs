namespace AiProxy.Host.Projects;

/// <summary>Looks whether the files have changed; puts a good change in force, and keeps what was good where a change is bad.</summary>
/// <param name="loader">Reads and checks the files.</param>
/// <param name="live">What is in force.</param>
/// <param name="seen">The files as they were when <paramref name="live"/> was last told of them.</param>
/// <param name="announcements">Tells people and logs.</param>
/// <param name="time">The clock.</param>
internal sealed class ProjectReloader(ProjectLoader loader, LiveProject live, ProjectSource seen, Announcements announcements, TimeProvider time)
{
    /// <summary>How long the files must hold still before an error in them is believed: an editor may be in the middle of a write.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    private ProjectSource _seen = seen;

    /// <summary>Looks once. Contents are compared, not times, so that no change is missed and none is imagined. One call at a time.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        ProjectSource source = loader.Read();
        if (source.SameAs(_seen))
        {
            return;
        }
        LoadedProject loaded = loader.Load(source);
        while (loaded.Snapshot is null)
        {
            await Task.Delay(Settling, time, cancellationToken);
            ProjectSource again = loader.Read();
            if (again.SameAs(source))
            {
                break;
            }
            if (again.SameAs(_seen))
            {
                return;
            }
            source = again;
            loaded = loader.Load(source);
        }
        _seen = source;
        bool wasDegraded = live.Status.IsDegraded;
        if (loaded.Snapshot is { } snapshot)
        {
            live.Accept(snapshot, loaded.Diagnostics);
            announcements.Reloaded(live.Status, wasDegraded);
        }
        else
        {
            live.Refuse(loaded.Diagnostics);
            announcements.Kept(live.Status);
        }
    }
}
