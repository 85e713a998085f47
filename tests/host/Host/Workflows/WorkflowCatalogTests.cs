using AiProxy.Host.Configuration;
using AiProxy.Host.Workflows;

namespace AiProxy.Host.Tests.Workflows;

public sealed class WorkflowCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-asl-").FullName;

    [Fact]
    public void Load_Files_AreNamedAfterThem()
    {
        Write("one.asl.json", """{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"}}}""");
        Write("notes.json", "not a workflow");

        WorkflowCatalog catalog = WorkflowCatalog.Load(_folder, new Dictionary<string, string>());

        Assert.Equal(["one"], catalog.Names);
        Assert.NotNull(catalog.Find("one"));
        Assert.Null(catalog.Find("notes"));
    }

    [Fact]
    public void Load_BadFile_NamesFileLineCodeAndLocation()
    {
        Write("bad.asl.json", "{\"QueryLanguage\":\"JSONata\",\n\"StartAt\":\"B\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}");

        var e = Assert.Throws<StartupException>(() => WorkflowCatalog.Load(_folder, new Dictionary<string, string>()));

        Assert.Contains("bad.asl.json(2,", e.Message, StringComparison.Ordinal);
        Assert.Contains("MISSING_TRANSITION_TARGET", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PlaceholderWithoutAValue_IsRefused()
    {
        Write("gap.asl.json", """{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"${Nothing}","End":true}}}""");

        var e = Assert.Throws<StartupException>(() => WorkflowCatalog.Load(_folder, new Dictionary<string, string>()));

        Assert.Contains("Nothing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyFolder_SaysSo()
    {
        var e = Assert.Throws<StartupException>(() => WorkflowCatalog.Load(_folder, new Dictionary<string, string>()));
        Assert.Contains(_folder, e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
