using System.Text.Json;

namespace AiProxy.Cdk.Tests.Functions;

public sealed class WorkflowFunctionTests(StackFixture stack)
{
    [Theory]
    [InlineData("Validate", 1024, 15)]
    [InlineData("Transform", 1024, 15)]
    [InlineData("CallProvider", 512, 300)]
    [InlineData("Merge", 1024, 15)]
    public void Function_OfTheWorkflow_RunsOnArm64(string name, int memoryMb, int timeoutSeconds) =>
        stack.Template.HasResourceProperties("AWS::Lambda::Function", new Dictionary<string, object>
        {
            ["Handler"] = "AiProxy." + name,
            ["Runtime"] = "dotnet10",
            ["Architectures"] = new[] { "arm64" },
            ["MemorySize"] = memoryMb,
            ["Timeout"] = timeoutSeconds,
            ["TracingConfig"] = new Dictionary<string, object> { ["Mode"] = "Active" },
            ["Environment"] = new Dictionary<string, object>
            {
                ["Variables"] = new Dictionary<string, object> { ["ANNOTATIONS_HANDLER"] = name, ["POWERTOOLS_SERVICE_NAME"] = "aiproxy" },
            },
        });

    [Theory]
    [InlineData("CallProvider", true)]
    [InlineData("Merge", true)]
    [InlineData("Validate", false)]
    [InlineData("Transform", false)]
    public void Function_ThatNeedsTheTable_KnowsItsName(string name, bool needs)
    {
        JsonElement variables = stack.FunctionProperties(name).GetProperty("Environment").GetProperty("Variables");
        Assert.Equal(needs, variables.TryGetProperty("IDEMPOTENCY_TABLE", out JsonElement table));
        if (needs)
            Assert.Equal(stack.IdOf("AWS::DynamoDB::Table"), table.GetProperty("Ref").GetString());
    }

    [Fact]
    public void Versions_OfFunctions_OutliveTheDeploymentThatReplacesThem()
    {
        Dictionary<string, JsonElement> versions = stack.Resources("AWS::Lambda::Version");
        Assert.Equal(4, versions.Count);
        Assert.All(versions.Values, version => Assert.Equal("Retain", version.GetProperty("DeletionPolicy").GetString()));
    }

    [Fact]
    public void Stack_WithNativeFunctions_AsksForTheBareSystem()
    {
        using var deployment = new Deployment();
        (Amazon.CDK.Assertions.Template template, JsonElement json) = StackFixture.Make(
            deployment, ("runtime", "provided.al2023"), ("stackName", "AiProxy-Stage"), ("memoryMb", "256"), ("logRetentionDays", "90"));
        template.ResourcePropertiesCountIs("AWS::Lambda::Function", new Dictionary<string, object> { ["Runtime"] = "provided.al2023" }, 4);
        template.ResourcePropertiesCountIs("AWS::Lambda::Function", new Dictionary<string, object> { ["MemorySize"] = 256 }, 3);
        template.ResourcePropertiesCountIs("AWS::Logs::LogGroup", new Dictionary<string, object> { ["RetentionInDays"] = 90 }, 5);
        // Two stages in one account must not share log groups.
        Assert.Contains("/aws/lambda/AiProxy-Stage-Validate", json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_WithoutPackages_SaysEveryMissingOneAndTheCommand()
    {
        StackFixture.SkipWithoutNode();
        using var deployment = new Deployment();
        Directory.Delete(deployment.FolderOf("Transform"), recursive: true);
        Directory.Delete(deployment.FolderOf("Merge"), recursive: true);
        StackInputException e = Assert.Throws<StackInputException>(() => StackFixture.Make(deployment));
        Assert.Collection(
            e.Problems,
            problem => Assert.Matches("^No package of Transform at .*'cdk/publish dotnet10'", problem),
            problem => Assert.Matches("^No package of Merge at .*'cdk/publish dotnet10'", problem));
    }
}
