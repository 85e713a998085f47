using AiProxy.Host.Projects;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Projects;

public sealed class ProjectReloaderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ProjectFolder _project = new();
    private readonly LiveProject _live = new();
    private readonly StringWriter _error = new();
    private readonly ProjectReloader _reloader;

    public ProjectReloaderTests()
    {
        ProjectSource source = _project.Loader.Read();
        _live.Accept(_project.Loader.Load(source).Snapshot!, []);
        _reloader = new ProjectReloader(
            _project.Loader, _live, source, new Announcements(_project.Files, null, _error, NullLogger.Instance), _time);
    }

    [Fact]
    public async Task Check_NothingChanged_KeepsTheRevision()
    {
        File.SetLastWriteTimeUtc(_project.Files.Routes, DateTime.UnixEpoch);

        await CheckAsync();

        Assert.Equal(1, _live.Status.Revision);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Check_NewWorkflowAndItsRoute_AreInForceTogether()
    {
        _project.WriteWorkflow("two", ProjectFolder.Workflow);
        _project.WriteRoutes("two");

        await CheckAsync();

        Assert.Equal(2, _live.Status.Revision);
        Assert.Equal("two", _live.Snapshot.Routes.WorkflowFor("chat"));
        Assert.NotNull(_live.Snapshot.Workflows.Find("two"));
    }

    [Fact]
    public async Task Check_BadEdit_KeepsWhatWasGoodAndSaysWhereItIsWrong()
    {
        ProjectSnapshot before = _live.Snapshot;
        _project.WriteRoutes("nine");

        await CheckAsync();

        Assert.Same(before, _live.Snapshot);
        Assert.True(_live.Status.IsDegraded);
        string[] lines = _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{_project.Files.Routes}(3,", lines[0], StringComparison.Ordinal);
        Assert.Contains("error unknown_workflow:", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("[/routes/chat/workflow]", lines[0], StringComparison.Ordinal);
        Assert.Contains("revision 1 stay in force", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BadEditStays_IsSaidOnce()
    {
        _project.WriteRoutes("nine");
        await CheckAsync();
        int said = _error.ToString().Length;

        await CheckAsync();

        Assert.Equal(said, _error.ToString().Length);
    }

    [Fact]
    public async Task Check_Repaired_SaysSoOnce()
    {
        _project.WriteRoutes("nine");
        await CheckAsync();
        _project.WriteRoutes("one");

        await CheckAsync();

        Assert.False(_live.Status.IsDegraded);
        Assert.Equal(2, _live.Status.Revision);
        Assert.EndsWith($"good again and in force (revision 2).{Environment.NewLine}", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FileIsInTheMiddleOfAWrite_WaitsForTheRest()
    {
        File.WriteAllText(_project.Files.Routes, "{ \"providers\":");
        Task check = _reloader.CheckAsync(TestContext.Current.CancellationToken);
        Assert.False(check.IsCompleted);
        _project.WriteWorkflow("two", ProjectFolder.Workflow);
        _project.WriteRoutes("two");

        _time.Advance(ProjectReloader.Settling);
        await check;

        Assert.Equal(2, _live.Status.Revision);
        Assert.DoesNotContain("error", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WorkflowIsReplacedByDeleteAndRename_IsNoError()
    {
        string text = File.ReadAllText(_project.PathOf("one"));
        File.Delete(_project.PathOf("one"));
        Task check = _reloader.CheckAsync(TestContext.Current.CancellationToken);
        _project.WriteWorkflow("one", text);

        _time.Advance(ProjectReloader.Settling);
        await check;

        Assert.Equal(1, _live.Status.Revision);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Pin_EditMeanwhile_KeepsBothRoutesAndWorkflows()
    {
        _live.Pin();
        _project.WriteWorkflow("two", ProjectFolder.Workflow);
        _project.WriteRoutes("two");

        await CheckAsync();

        Assert.Equal("one", _live.Snapshot.Routes.WorkflowFor("chat"));
        Assert.Null(_live.Snapshot.Workflows.Find("two"));
        Assert.NotNull(_live.Status.Snapshot.Workflows.Find("two"));
    }

    public void Dispose()
    {
        _project.Dispose();
        _error.Dispose();
    }

    private async Task CheckAsync()
    {
        Task check = _reloader.CheckAsync(TestContext.Current.CancellationToken);
        _time.Advance(ProjectReloader.Settling);
        await check;
    }
}
