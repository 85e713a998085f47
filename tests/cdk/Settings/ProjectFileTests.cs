using System.Text.Json;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Tests.Settings;

public sealed class ProjectFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aiproxy-cdk-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Find_FromAFolderBelow_ReadsTheContext()
    {
        Write("""{"app":"x","context":{"runtime":"dotnet10","memoryMb":512,"workflowLogExecutionData":false}}""");
        ProjectFile project = ProjectFile.Find(Directory.CreateDirectory(Path.Combine(_root, "a", "b")).FullName);
        Assert.Equal(_root, project.Root);
        var expected = new Dictionary<string, object> { ["runtime"] = "dotnet10", ["memoryMb"] = 512.0, ["workflowLogExecutionData"] = false };
        Assert.Equal(expected, project.Context);
        Assert.Equal(["memoryMb", "runtime", "workflowLogExecutionData"], project.ContextNames().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Find_OutsideTheRepository_SaysSo() => Assert.EndsWith("run from inside the repository.", MessageOfFind(), StringComparison.Ordinal);

    [Fact]
    public void Find_FileThatIsNotJson_NamesIt()
    {
        Write("{");
        Assert.StartsWith(Path.Combine(_root, "cdk.json") + " is not JSON", MessageOfFind(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ContextValueThatIsAnObject_IsRefused()
    {
        Write("""{"context":{"memoryMb":{"Merge":512}}}""");
        Assert.EndsWith("context 'memoryMb' must be a string, a number, true or false.", MessageOfFind(), StringComparison.Ordinal);
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_root, "cdk.json"), json);

    private string MessageOfFind() => Assert.Throws<StackInputException>(() => ProjectFile.Find(_root)).Message;

    [Fact]
    public void App_OfCdkJson_IsTheOneProjectOfItsFolder()
    {
        string root = Deployment.Project.Root;
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "cdk.json")));
        Assert.Equal("dotnet run --project cdk", file.RootElement.GetProperty("app").GetString());
        // A second one beside it, and the command does not know which to take.
        Assert.Equal(["Cdk.csproj"], Directory.EnumerateFiles(Path.Combine(root, "cdk"), "*proj").Select(Path.GetFileName));
    }
}
