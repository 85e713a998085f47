using System.Text.Json;

namespace AiProxy.Cdk.Tests.Functions;

public sealed class PackagedFunctionTests(StackFixture stack)
{
    [Theory]
    [InlineData("Validate", 1024, 15)]
    [InlineData("Transform", 1024, 15)]
    [InlineData("CallProvider", 512, 300)]
    [InlineData("Merge", 1024, 15)]
    [InlineData("Gateway", 512, 27)]
    [InlineData("Authorize", 512, 10)]
    [InlineData("ValidateRoutes", 1024, 15)]
    public void Function_OfTheStack_RunsOnArm64(string name, int memoryMb, int timeoutSeconds) =>
        stack.Template.HasResourceProperties("AWS::Lambda::Function", new Dictionary<string, object>
        {
            ["FunctionName"] = "AiProxy-" + name,
            ["Handler"] = "AiProxy." + (name == "ValidateRoutes" ? "Validate" : name),
            ["Runtime"] = "dotnet10",
            ["Architectures"] = new[] { "arm64" },
            ["MemorySize"] = memoryMb,
            ["Timeout"] = timeoutSeconds,
            ["TracingConfig"] = new Dictionary<string, object> { ["Mode"] = "Active" },
            ["Environment"] = new Dictionary<string, object>
            {
                ["Variables"] = Amazon.CDK.Assertions.Match.ObjectLike(
                    new Dictionary<string, object> { ["ANNOTATIONS_HANDLER"] = name, ["POWERTOOLS_SERVICE_NAME"] = "aiproxy" }),
            },
        });

    [Theory]
    [InlineData("Validate", "PAYLOAD_BUCKET", "ROUTES_APPCONFIG")]
    [InlineData("Transform", "PAYLOAD_BUCKET")]
    [InlineData("CallProvider", "IDEMPOTENCY_TABLE", "PAYLOAD_BUCKET")]
    [InlineData("Merge", "IDEMPOTENCY_TABLE", "PAYLOAD_BUCKET")]
    [InlineData("Gateway", "IDEMPOTENCY_TABLE", "PAYLOAD_BUCKET", "ROUTES_APPCONFIG", "WORKFLOWS")]
    [InlineData("Authorize", "KEYS_TABLE")]
    [InlineData("ValidateRoutes", "ALLOWED_SECRETS", "MAX_DEADLINE_MS", "WORKFLOWS")]
    public void Environment_OfAFunction_IsWhatItNeeds(string name, params string[] variables)
    {
        JsonElement environment = stack.FunctionProperties(name).GetProperty("Environment").GetProperty("Variables");
        IEnumerable<string> own = environment.EnumerateObject().Select(variable => variable.Name).Except(["ANNOTATIONS_HANDLER", "POWERTOOLS_SERVICE_NAME"]);
        Assert.Equal(variables, own.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Environment_OfFunctions_NamesTheStacksOwn()
    {
        Assert.Equal(stack.IdOf("AWS::DynamoDB::Table", "Records"), Referred("CallProvider", "IDEMPOTENCY_TABLE"));
        Assert.Equal(stack.IdOf("AWS::DynamoDB::Table", "Records"), Referred("Gateway", "IDEMPOTENCY_TABLE"));
        Assert.Equal(stack.IdOf("AWS::DynamoDB::Table", "Keys"), Referred("Authorize", "KEYS_TABLE"));
        Assert.Equal(stack.IdOf("AWS::S3::Bucket"), Referred("Merge", "PAYLOAD_BUCKET"));
        string workflows = Statement.TextOf(Variable("Gateway", "WORKFLOWS"));
        Assert.Equal($$"""{"aggregate":"{{{stack.IdOf("AWS::StepFunctions::StateMachineAlias")}}}"}""", workflows);

        JsonElement Variable(string function, string variable) => stack.FunctionProperties(function).GetProperty("Environment").GetProperty("Variables").GetProperty(variable);

        string? Referred(string function, string variable) => Variable(function, variable).GetProperty("Ref").GetString();
    }

    [Fact]
    public void Concurrency_ByName_IsReservedOnTheFunctionAndProvisionedOnItsAlias()
    {
        using var deployment = new Deployment();
        (Amazon.CDK.Assertions.Template template, JsonElement json) = StackFixture.Make(
            deployment, ("reservedConcurrency", "CallProvider=200, Gateway=100"), ("provisionedConcurrency", "Gateway=5,Validate=2"));
        template.HasResourceProperties("AWS::Lambda::Function", new Dictionary<string, object>
        {
            ["FunctionName"] = "AiProxy-CallProvider",
            ["ReservedConcurrentExecutions"] = 200,
        });
        template.ResourcePropertiesCountIs("AWS::Lambda::Function", new Dictionary<string, object> { ["ReservedConcurrentExecutions"] = Amazon.CDK.Assertions.Match.AnyValue() }, 2);
        foreach (int instances in new[] { 5, 2 })
        {
            template.HasResourceProperties("AWS::Lambda::Alias", new Dictionary<string, object>
            {
                ["ProvisionedConcurrencyConfig"] = new Dictionary<string, object> { ["ProvisionedConcurrentExecutions"] = instances },
            });
        }
        // The instances stand behind the alias: a definition that named the version would not reach them.
        JsonElement substitutions = json.GetProperty("Resources").EnumerateObject()
            .Single(resource => resource.Value.GetProperty("Type").GetString() == "AWS::StepFunctions::StateMachine").Value
            .GetProperty("Properties").GetProperty("DefinitionSubstitutions");
        Assert.Equal("AWS::Lambda::Alias", TypeOf("ValidateArn"));
        Assert.Equal("AWS::Lambda::Version", TypeOf("MergeArn"));

        string? TypeOf(string name) =>
            json.GetProperty("Resources").GetProperty(substitutions.GetProperty(name).GetProperty("Ref").GetString()!).GetProperty("Type").GetString();
    }

    [Fact]
    public void Versions_OfFunctions_OutliveTheDeploymentThatReplacesThem()
    {
        Dictionary<string, JsonElement> versions = stack.Resources("AWS::Lambda::Version");
        Assert.Equal(6, versions.Count);
        Assert.All(versions.Values, version => Assert.Equal("Retain", version.GetProperty("DeletionPolicy").GetString()));
    }

    [Fact]
    public void Stack_WithNativeFunctions_AsksForTheBareSystem()
    {
        using var deployment = new Deployment();
        (Amazon.CDK.Assertions.Template template, JsonElement json) = StackFixture.Make(
            deployment, ("runtime", "provided.al2023"), ("stackName", "AiProxy-Stage"), ("memoryMb", "256"), ("logRetentionDays", "90"));
        template.ResourcePropertiesCountIs("AWS::Lambda::Function", new Dictionary<string, object> { ["Runtime"] = "provided.al2023" }, 7);
        template.ResourcePropertiesCountIs("AWS::Lambda::Function", new Dictionary<string, object> { ["MemorySize"] = 256 }, 4);
        template.ResourcePropertiesCountIs("AWS::Logs::LogGroup", new Dictionary<string, object> { ["RetentionInDays"] = 90 }, 9);
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
