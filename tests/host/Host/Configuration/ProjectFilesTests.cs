using AiProxy.Host.Configuration;

namespace AiProxy.Host.Tests.Configuration;

public sealed class ProjectFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aiproxy-files-").FullName;

    public ProjectFilesTests()
    {
        File.WriteAllText(Path.Combine(_root, "routes.json"), "{}");
        Directory.CreateDirectory(Path.Combine(_root, "statemachines"));
        Directory.CreateDirectory(Path.Combine(_root, "host", "Host"));
    }

    [Fact]
    public void Locate_FromAFolderBelow_FindsTheNearestUpwards()
    {
        ProjectFiles files = ProjectFiles.Locate(new HostOptions(), Path.Combine(_root, "host", "Host"));

        Assert.Equal(Path.Combine(_root, "routes.json"), files.Routes);
        Assert.Equal(Path.Combine(_root, "statemachines"), files.StateMachines);
        Assert.Equal(Path.Combine(_root, "data", "aiproxy.db"), files.Data);
    }

    [Fact]
    public void Locate_Told_IsRelativeToTheWorkingFolder()
    {
        File.WriteAllText(Path.Combine(_root, "host", "mine.json"), "{}");

        ProjectFiles files = ProjectFiles.Locate(
            new HostOptions { Routes = "mine.json", Data = "x.db" }, Path.Combine(_root, "host"));

        Assert.Equal(Path.Combine(_root, "host", "mine.json"), files.Routes);
        Assert.Equal(Path.Combine(_root, "statemachines"), files.StateMachines);
        Assert.Equal(Path.Combine(_root, "host", "x.db"), files.Data);
    }

    [Fact]
    public void Locate_ToldFileIsMissing_NamesTheOption()
    {
        var e = Assert.Throws<StartupException>(() => ProjectFiles.Locate(new HostOptions { Routes = "no.json" }, _root));
        Assert.Contains("--routes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locate_ToldFolderIsMissing_NamesTheOption()
    {
        var e = Assert.Throws<StartupException>(() => ProjectFiles.Locate(new HostOptions { StateMachines = "none" }, _root));
        Assert.Contains("--statemachines", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
