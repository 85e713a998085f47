using System.Text.Json;
using AiProxy.Cdk.Routes;

namespace AiProxy.Cdk.Tests.Routes;

public sealed class RouteLimitsTests : IDisposable
{
    private readonly Deployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void Check_RoutesOfTheRepository_FitEveryDefault()
    {
        File.Copy(Path.Combine(Deployment.Project.Root, "routes.json"), _deployment.RoutesFile, overwrite: true);
        RouteLimits.Check(_deployment.Settings());
        RouteLimits.Check(_deployment.Settings(("frontDoor", "lean")));
    }

    [Theory]
    [InlineData(29, 25_000)]
    [InlineData(60, 56_000)]
    [InlineData(304, 298_000)]
    [InlineData(310, 298_000)]
    public void Check_DeadlineBehindTheGateway_EndsBeforeItsFunction(int apiTimeoutSeconds, int most)
    {
        Write("{\"routes\":{\"a\":" + Deadline(most) + "}}");
        RouteLimits.Check(_deployment.Settings(("apiTimeoutSeconds", apiTimeoutSeconds)));
        Write("{\"routes\":{\"a\":" + Deadline(most) + ",\"b\":" + Deadline(most + 1) + "}}");
        StackInputException e = Assert.Throws<StackInputException>(() => RouteLimits.Check(_deployment.Settings(("apiTimeoutSeconds", apiTimeoutSeconds))));
        string problem = Assert.Single(e.Problems);
        Assert.Contains($"/routes/b has a deadline of {most + 1} ms", problem, StringComparison.Ordinal);
        Assert.Contains($"the longest that can be kept is {most} ms", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_WithADeadlineThatCannotBeKept_IsNotMade()
    {
        StackFixture.SkipWithoutNode();
        Write("{\"providers\":{},\"routes\":{\"a\":" + Deadline(25_001) + "}}");
        StackInputException e = Assert.Throws<StackInputException>(() => StackFixture.Make(_deployment));
        Assert.Contains("/routes/a has a deadline of 25001 ms", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_DeadlineOfTheDefaults_CountsForRoutesWithoutOne()
    {
        Write("""{"defaults":{"deadlineMs":40000},"routes":{"a":{},"b":{"deadlineMs":20000}}}""");
        StackInputException e = Assert.Throws<StackInputException>(() => RouteLimits.Check(_deployment.Settings()));
        Assert.Contains("/routes/a has a deadline of 40000 ms", Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_DeadlineThatNobodyNames_IsTheSchemas()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Deployment.Project.Root, "routes.schema.json")));
        Assert.Contains($"\"default\":{RouteLimits.DefaultDeadlineMs}", JsonSerializer.Serialize(schema.RootElement), StringComparison.Ordinal);
        Write("""{"routes":{"a":{}}}""");
        Assert.Contains(
            "/routes/a has a deadline of 25000 ms",
            Assert.Throws<StackInputException>(() => RouteLimits.Check(_deployment.Settings(("apiTimeoutSeconds", 28)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"routes":{}}""")]
    [InlineData("{}")]
    public void Check_FileWithoutRoutes_IsRefused(string routes)
    {
        Write(routes);
        Assert.EndsWith("has no routes: nobody could ask for anything.", Assert.Throws<StackInputException>(() => RouteLimits.Check(_deployment.Settings())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WorkflowThatIsNotDeployed_IsRefused()
    {
        Write("""{"routes":{"a":{"workflow":"other"}}}""");
        StackInputException e = Assert.Throws<StackInputException>(() => RouteLimits.Check(_deployment.Settings()));
        Assert.Contains("/routes/a runs the workflow 'other', which this stack does not deploy", e.Message, StringComparison.Ordinal);
    }

    private static string Deadline(int ms) => $$"""{"deadlineMs":{{ms}}}""";

    private void Write(string routes) => File.WriteAllText(_deployment.RoutesFile, routes);
}
