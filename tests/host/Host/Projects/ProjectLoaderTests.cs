using AiProxy.Host.Projects;

namespace AiProxy.Host.Tests.Projects;

public sealed class ProjectLoaderTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    [Fact]
    public void Load_GoodFiles_NamesWorkflowsAfterThem()
    {
        _project.WriteWorkflow("two", ProjectFolder.Workflow);
        File.WriteAllText(Path.Combine(_project.Files.StateMachines, "notes.json"), "not a workflow");

        LoadedProject loaded = _project.Load();

        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(["one", "two"], loaded.Snapshot!.Workflows.Names);
        Assert.NotNull(loaded.Snapshot.Workflows.Find("one"));
        Assert.Null(loaded.Snapshot.Workflows.Find("notes"));
        Assert.Equal("one", loaded.Snapshot.Routes.WorkflowFor("chat"));
    }

    [Theory]
    [InlineData(".#one.asl.json")]
    [InlineData("._one.asl.json")]
    [InlineData("~$one.asl.json")]
    [InlineData("#one.asl.json#")]
    [InlineData(".one.asl.json.swp")]
    [InlineData("one.asl.json~")]
    [InlineData(".asl.json")]
    [InlineData("4913")]
    public void Load_EditorsFile_IsIgnored(string name)
    {
        File.WriteAllText(Path.Combine(_project.Files.StateMachines, name), "{ half of a");

        LoadedProject loaded = _project.Load();

        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(["one"], loaded.Snapshot!.Workflows.Names);
    }

    [Fact]
    public void Load_BadWorkflow_NamesFilePlaceAndRemedyOnOneLine()
    {
        _project.WriteWorkflow("one", "{\"QueryLanguage\":\"JSONata\",\n\"StartAt\":\"B\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}");

        LoadedProject loaded = _project.Load();

        Assert.Null(loaded.Snapshot);
        ProjectDiagnostic diagnostic = loaded.Diagnostics.First(diagnostic => diagnostic.Code == "MISSING_TRANSITION_TARGET");
        Assert.Equal((_project.PathOf("one"), 2), (diagnostic.File, diagnostic.Line));
        Assert.StartsWith($"{_project.PathOf("one")}(2,", diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Contains("name a state of the same States object", diagnostic.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', diagnostic.ToString());
    }

    [Fact]
    public void Load_BadWorkflow_IsNotComplainedAboutByItsRouteToo()
    {
        _project.WriteWorkflow("one", "{");

        Assert.All(_project.Load().Diagnostics, diagnostic => Assert.Equal(_project.PathOf("one"), diagnostic.File));
    }

    [Fact]
    public void Load_PlaceholderWithoutAValue_IsRefused()
    {
        _project.WriteWorkflow("one", """{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"${Nothing}","End":true}}}""");

        Assert.Contains(_project.Load().Diagnostics, diagnostic => diagnostic.Code == "UNRESOLVED_SUBSTITUTION");
    }

    [Fact]
    public void Load_RouteNamesAWorkflowThatIsGone_IsRefusedAtTheRoute()
    {
        _project.WriteWorkflow("two", ProjectFolder.Workflow);
        File.Delete(_project.PathOf("one"));

        LoadedProject loaded = _project.Load();

        Assert.Null(loaded.Snapshot);
        ProjectDiagnostic diagnostic = Assert.Single(loaded.Diagnostics);
        Assert.Equal((_project.Files.Routes, 3, "/routes/chat/workflow", "unknown_workflow"), (diagnostic.File, diagnostic.Line, diagnostic.Pointer, diagnostic.Code));
    }

    [Fact]
    public void Load_EverythingWrong_ListsAllOfIt()
    {
        _project.WriteWorkflow("one", "{");
        _project.WriteWorkflow("two", "[]");
        File.WriteAllText(_project.Files.Routes, """{"providers":{"openai":{}},"routes":{"chat":{"targets":[]}},"typo":1}""");

        Assert.Superset(
            new HashSet<string> { _project.PathOf("one"), _project.PathOf("two"), _project.Files.Routes },
            _project.Load().Diagnostics.Select(diagnostic => diagnostic.File).ToHashSet());
    }

    [Fact]
    public void Load_NoWorkflows_SaysSo()
    {
        File.Delete(_project.PathOf("one"));

        Assert.Contains(_project.Load().Diagnostics, diagnostic => diagnostic.Code == "no_workflows" && diagnostic.File == _project.Files.StateMachines);
    }

    [Fact]
    public void Load_FilesAreGone_IsADiagnosticEach()
    {
        File.Delete(_project.Files.Routes);
        Directory.Delete(_project.Files.StateMachines, recursive: true);

        LoadedProject loaded = _project.Load();

        Assert.Null(loaded.Snapshot);
        Assert.Equal(
            [_project.Files.StateMachines, _project.Files.Routes],
            loaded.Diagnostics.Where(diagnostic => diagnostic.Code == "unreadable_file").Select(diagnostic => diagnostic.File));
    }

    [Fact]
    public void Load_ByteOrderMark_IsNoneOfTheText()
    {
        File.WriteAllText(_project.PathOf("one"), ProjectFolder.Workflow, System.Text.Encoding.UTF8);

        Assert.NotNull(_project.Load().Snapshot);
    }

    public void Dispose() => _project.Dispose();
}
