using AiProxy.Cdk.Settings;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;

namespace AiProxy.Cdk.Tests.Settings;

public sealed class StackSettingsTests
{
    private const string Retentions = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
    private const string Names = "each name one of Validate, Transform, CallProvider, Merge, Gateway, Authorize";
    private static readonly string Root = Path.GetTempPath();

    [Fact]
    public void Read_EmptyContext_IsWhatCdkJsonSays()
    {
        StackSettings settings = Read([]);
        Assert.Equal("AiProxy", settings.StackName);
        Assert.Equal(Path.Combine(Root, "artifacts", "functions"), settings.Artifacts);
        Assert.Equal(Path.Combine(Root, "routes.json"), settings.Routes);
        Assert.Same(FunctionRuntime.DotNet10, settings.Runtime);
        Assert.Equal(LogLevel.ERROR, settings.WorkflowLogLevel);
        Assert.False(settings.WorkflowLogExecutionData);
        Assert.Equal(settings, Read(Deployment.Project.Context.ToDictionary()));
    }

    [Fact]
    public void Read_TextsOfTheCommandLine_AreAsGoodAsJsonValues()
    {
        StackSettings fromJson = Read(new() { ["memoryMb"] = 512.0, ["logRetentionDays"] = 7.0, ["workflowLogExecutionData"] = true });
        StackSettings fromText = Read(new() { ["memoryMb"] = "512", ["logRetentionDays"] = "7", ["workflowLogExecutionData"] = "true" });
        Assert.Equal(fromJson, fromText);
        Assert.Equal(512, fromText.MemoryMb);
        Assert.Equal(RetentionDays.ONE_WEEK, fromText.LogRetention);
        Assert.True(fromText.WorkflowLogExecutionData);
    }

    [Theory]
    [InlineData("stackName", "1st", "a letter, then letters, digits and hyphens, 48 characters at most")]
    [InlineData("stackName", "a\n", "a letter, then letters, digits and hyphens, 48 characters at most")]
    [InlineData("artifacts", " ", "a folder")]
    [InlineData("routes", 1, "a text that is not empty")]
    [InlineData("runtime", "dotnet8", "one of dotnet10, provided.al2023")]
    [InlineData("memoryMb", 127, "a whole number from 128 to 10240")]
    [InlineData("memoryMb", 512.5, "a whole number from 128 to 10240")]
    [InlineData("memoryMb", true, "a whole number from 128 to 10240")]
    [InlineData("callProviderMemoryMb", "10241", "a whole number from 128 to 10240")]
    [InlineData("frontDoor", "open", "one of lean, gateway")]
    [InlineData("apiTimeoutSeconds", 4, "a whole number from 5 to 310")]
    [InlineData("apiTimeoutSeconds", 311, "a whole number from 5 to 310")]
    [InlineData("encryption", "none", "one of aws, customer")]
    [InlineData("throttleRate", 0, "a whole number from 1 to 10000")]
    [InlineData("keyQuotaPerDay", -1, "a whole number from 0 to 2147483647")]
    [InlineData("workflowRollout", "BLUE_GREEN", "one of CANARY, LINEAR, ALL_AT_ONCE")]
    [InlineData("domainName", "https://ai.example.com", "a host name in lower case, such as ai.example.com")]
    [InlineData("reservedConcurrency", "Gateway", "a list such as Validate=1, " + Names + ", ValidateRoutes and once, each number from 1 to 100000")]
    [InlineData("reservedConcurrency", "Gateway=0", "a list such as Validate=1, " + Names + ", ValidateRoutes and once, each number from 1 to 100000")]
    [InlineData("reservedConcurrency", "Gateway=1,Gateway=2", "a list such as Validate=1, " + Names + ", ValidateRoutes and once, each number from 1 to 100000")]
    [InlineData("provisionedConcurrency", "Judge=1", "a list such as Validate=1, " + Names + " and once, each number from 1 to 100000")]
    [InlineData("logRetentionDays", "31", "one of " + Retentions)]
    [InlineData("workflowLogLevel", "DEBUG", "one of ALL, OFF, ERROR, FATAL")]
    [InlineData("workflowLogExecutionData", "yes", "true or false")]
    public void Read_ValueThatIsNotAllowed_NamesKeyValueAndWhatIs(string key, object value, string allowed)
    {
        StackInputException e = Assert.Throws<StackInputException>(() => Read(new() { [key] = value }));
        Assert.Equal($"context '{key}' is '{value}'; it must be {allowed}.", e.Message);
    }

    [Fact]
    public void Read_SeveralFaults_TellsThemAll()
    {
        var context = new Dictionary<string, object> { ["runtime"] = "x", ["memoryMb"] = 1, ["runtimes"] = "dotnet10" };
        StackInputException e = Assert.Throws<StackInputException>(() => Read(context));
        Assert.Equal(3, e.Problems.Count);
        Assert.Contains("context 'runtimes' is not known; the keys are alarmEmail, apiLogsRole, ", e.Problems[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongTimeoutOfTheLeanDoor_AsksForTheQuota()
    {
        StackInputException e = Assert.Throws<StackInputException>(() => Read(new() { ["frontDoor"] = "lean", ["apiTimeoutSeconds"] = 60 }));
        Assert.Contains("L-E5AE38E3", e.Message, StringComparison.Ordinal);
        Assert.Contains("set context 'apiTimeoutQuotaRaised' to true", e.Message, StringComparison.Ordinal);
        Assert.Equal(60, Read(new() { ["frontDoor"] = "lean", ["apiTimeoutSeconds"] = 60, ["apiTimeoutQuotaRaised"] = true }).ApiTimeoutSeconds);
        Assert.Equal(300, Read(new() { ["apiTimeoutSeconds"] = 300 }).ApiTimeoutSeconds);
    }

    [Theory]
    [InlineData("domainName", "ai.example.com")]
    [InlineData("certificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/0e9ba6f2-6f2e-4a3c-9d4f-000000000000")]
    public void Read_HalfOfADomain_AsksForTheOther(string key, string value)
    {
        StackInputException e = Assert.Throws<StackInputException>(() => Read(new() { [key] = value }));
        Assert.Equal("context 'domainName' and 'certificateArn' go together: set both or neither.", e.Message);
    }

    [Fact]
    public void Read_MoreInstancesReadyThanAllowed_IsRefused()
    {
        StackInputException e = Assert.Throws<StackInputException>(
            () => Read(new() { ["reservedConcurrency"] = "Gateway=2", ["provisionedConcurrency"] = "Gateway=3" }));
        Assert.Equal("context 'provisionedConcurrency' keeps 3 instances of Gateway ready, 'reservedConcurrency' allows 2.", e.Message);
    }

    [Fact]
    public void Read_KeysOfCdk_AreLetBe()
    {
        var context = new Dictionary<string, object> { ["aws:cdk:version-reporting"] = true, ["@aws-cdk/core:checkSecretUsage"] = true, ["cdk-migrate"] = true };
        Assert.Equal(Read([]), Read(context));
    }

    private static StackSettings Read(Dictionary<string, object> context) =>
        StackSettings.Read(context.GetValueOrDefault, context.Keys, Root);
}
