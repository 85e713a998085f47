using AiProxy.Host.Configuration;
using AiProxy.Host.Projects;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Projects;

public sealed class ProjectWatcherTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ProjectFolder _project = new();
    private readonly LiveProject _live = new();

    [Fact]
    public async Task Watch_FolderWasReplacedUnderIt_IsSeenByPolling()
    {
        using ProjectWatcher watcher = Watch();
        await watcher.StartAsync(TestContext.Current.CancellationToken);
        string aside = _project.Files.StateMachines + ".old";
        Directory.Move(_project.Files.StateMachines, aside);
        Directory.Delete(aside, recursive: true);
        Directory.CreateDirectory(_project.Files.StateMachines);
        _project.WriteWorkflow("one", ProjectFolder.Workflow);
        _project.WriteWorkflow("two", ProjectFolder.Workflow);

        while (_live.Status.Snapshot.Workflows.Find("two") is null)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(ProjectWatcher.PollInterval);
            await Task.Yield();
        }

        await watcher.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(_live.Status.IsDegraded);
    }

    [Fact]
    public async Task Watch_FolderCannotBeWatched_StillPolls()
    {
        using ProjectWatcher watcher = Watch(_project.Files with { StateMachines = Path.Combine(_project.Files.StateMachines, "none") });
        await watcher.StartAsync(TestContext.Current.CancellationToken);
        _project.WriteWorkflow("two", ProjectFolder.Workflow);

        while (_live.Status.Snapshot.Workflows.Find("two") is null)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(ProjectWatcher.PollInterval);
            await Task.Yield();
        }

        await watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _project.Dispose();

    private ProjectWatcher Watch(ProjectFiles? files = null)
    {
        ProjectSource source = _project.Loader.Read();
        _live.Accept(_project.Loader.Load(source).Snapshot!, []);
        var announcements = new Announcements(_project.Files, null, null, NullLogger.Instance);
        return new ProjectWatcher(
            files ?? _project.Files,
            new ProjectReloader(_project.Loader, _live, source, announcements, _time),
            _time,
            NullLogger<ProjectWatcher>.Instance);
    }
}
