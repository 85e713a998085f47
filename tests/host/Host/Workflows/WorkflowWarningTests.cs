using AiProxy.Host.Projects;
using AiProxy.Host.Tests.Projects;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiProxy.Host.Tests.Workflows;

/// <summary>What the engine warns of reaches the author, and stops nothing.</summary>
public sealed class WorkflowWarningTests : IDisposable
{
    private const string Doubtful =
        "{\"StartAt\":\"A\",\n\"States\":{\"A\":{\"Type\":\"Pass\",\n\"Parameters\":{\"x\":\"$.y\"},\"End\":true}}}";

    private readonly ProjectFolder _project = new();
    private readonly StringWriter _error = new();
    private readonly LiveProject _live = new();

    public WorkflowWarningTests() => _project.WriteWorkflow("one", Doubtful);

    [Fact]
    public void Load_DoubtfulWorkflow_IsTaken()
    {
        LoadedProject loaded = _project.Load();

        Assert.NotNull(loaded.Snapshot!.Workflows.Find("one"));
        ProjectDiagnostic warning = Assert.Single(loaded.Diagnostics);
        Assert.False(warning.IsError);
        Assert.Equal(("NO_DOLLAR", _project.PathOf("one"), 3), (warning.Code, warning.File, warning.Line));
    }

    [Fact]
    public void Loaded_DoubtfulWorkflow_IsPrintedOnceAsAWarningWithItsRemedy()
    {
        LoadedProject loaded = _project.Load();
        _live.Accept(loaded.Snapshot!, loaded.Diagnostics);

        Announce().Loaded(_live.Status);

        AssertOneWarning(Lines());
        Assert.False(_live.Status.IsDegraded);
    }

    [Fact]
    public async Task Check_EditMakesAWorkflowDoubtful_IsInForceAndPrintedOnceAsAWarning()
    {
        _project.WriteWorkflow("one", ProjectFolder.Workflow);
        ProjectSource source = _project.Loader.Read();
        _live.Accept(_project.Loader.Load(source).Snapshot!, []);
        var reloader = new ProjectReloader(_project.Loader, _live, source, Announce(), TimeProvider.System);
        _project.WriteWorkflow("one", Doubtful);

        await reloader.CheckAsync(TestContext.Current.CancellationToken);
        await reloader.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, _live.Status.Revision);
        string[] lines = Lines();
        AssertOneWarning(lines[..^1]);
        Assert.Contains("reloaded", lines[^1], StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _project.Dispose();
        _error.Dispose();
    }

    private Announcements Announce() => new(_project.Files, null, _error, NullLogger.Instance);

    private string[] Lines() => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private void AssertOneWarning(string[] lines)
    {
        string line = Assert.Single(lines);
        Assert.StartsWith($"{_project.PathOf("one")}(3,", line, StringComparison.Ordinal);
        Assert.Contains("): warning NO_DOLLAR: ", line, StringComparison.Ordinal);
        Assert.Contains("let the field's name end with .$", line, StringComparison.Ordinal);
    }
}
