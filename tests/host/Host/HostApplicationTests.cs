using AiProxy.Host.Configuration;
using AiProxy.Host.Tests.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace AiProxy.Host.Tests;

public sealed class HostApplicationTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    private string Data => Path.Combine(Path.GetDirectoryName(_project.Files.Routes)!, "aiproxy.db");

    [Fact]
    public async Task Dispose_NothingWasAskedOfIt_ClosesTheDatabase()
    {
        WebApplication app = await BuildAsync();
        Assert.True(File.Exists(Data + "-wal"));

        await app.DisposeAsync();

        Assert.False(File.Exists(Data + "-wal"));
    }

    [Fact]
    public async Task Build_BadRoutes_ListsTheErrorsAndClosesTheDatabase()
    {
        _project.WriteRoutes("nine");
        _project.WriteWorkflow("one", "{");

        var e = await Assert.ThrowsAsync<StartupException>(BuildAsync);

        string[] lines = e.Message.Split(Environment.NewLine);
        Assert.Equal("Routes and workflows have 2 errors:", lines[0]);
        Assert.StartsWith(_project.PathOf("one") + "(1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(_project.Files.Routes + "(3,", lines[2], StringComparison.Ordinal);
        Assert.False(File.Exists(Data + "-wal"));
    }

    [Fact]
    public async Task Build_SettingsFiles_AreNotWatched()
    {
        await using WebApplication app = await BuildAsync();

        FileConfigurationProvider[] files = [.. ((IConfigurationRoot)app.Configuration).Providers.OfType<FileConfigurationProvider>()];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.Source.ReloadOnChange));
    }

    public void Dispose() => _project.Dispose();

    private Task<WebApplication> BuildAsync() => HostApplication.BuildAsync(
        ["--urls", "http://127.0.0.1:0", "--routes", _project.Files.Routes, "--data", Data], TestContext.Current.CancellationToken);
}
