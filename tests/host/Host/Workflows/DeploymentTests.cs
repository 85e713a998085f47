using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.Gateway.StepFunctions;
using AiProxy.Gateway.Workflows;
using AiProxy.Host.Configuration;
using AiProxy.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Host.Tests.Workflows;

/// <summary>A host whose workflows run on a deployment's state machines.</summary>
public sealed class DeploymentTests : IDisposable
{
    private const string Arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:aggregate:live";
    private const string Routes = """{"providers":{"openai":{}},"routes":{"chat":{"targets":["openai/m"]},"other":{"workflow":"special","targets":["openai/m"]}}}""";

    // No workflow file in it, nor above it.
    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-deployment-").FullName;

    public DeploymentTests()
    {
        File.WriteAllText(Path.Combine(_folder, "routes.json"), Routes);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Build_WorkflowsNamed_NeedsNoWorkflowFilesAndStartsNoSimulators()
    {
        await using WebApplication app = await BuildAsync($"--AiProxy:Workflows:aggregate={Arn}", $"--AiProxy:Workflows:special={Arn}");

        Assert.IsType<StepFunctionsRunner>(app.Services.GetRequiredService<IWorkflowRunner>());
        Assert.IsType<NoPayloadStore>(app.Services.GetRequiredService<IPayloadStore>());
        Assert.Null(app.Services.GetService<SimulatorServer>());
    }

    [Fact]
    public async Task Build_WorkflowsInTheFunctionsVariable_AreTaken()
    {
        string json = JsonSerializer.Serialize(new Dictionary<string, string> { ["aggregate"] = Arn, ["special"] = Arn });

        await using WebApplication app = await BuildAsync($"--WORKFLOWS={json}");

        Assert.IsType<StepFunctionsRunner>(app.Services.GetRequiredService<IWorkflowRunner>());
    }

    [Fact]
    public async Task Build_PayloadBucket_IsWherePayloadsGo()
    {
        await using WebApplication app = await BuildAsync($"--AiProxy:Workflows:aggregate={Arn}", $"--AiProxy:Workflows:special={Arn}", "--AiProxy:PayloadBucket=payloads");

        Assert.Equal("S3PayloadStore", app.Services.GetRequiredService<IPayloadStore>().GetType().Name);
    }

    [Fact]
    public async Task Build_RouteNamesAWorkflowThatIsNotDeployed_SaysSo()
    {
        var e = await Assert.ThrowsAsync<StartupException>(() => BuildAsync($"--AiProxy:Workflows:aggregate={Arn}"));

        Assert.Contains("unknown_workflow", e.Message, StringComparison.Ordinal);
        Assert.Contains("special", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set WORKFLOWS")]
    [InlineData("'aggregate' has 'nonsense'", "--AiProxy:Workflows:aggregate=nonsense")]
    [InlineData("--simulate has no meaning", "--simulate", "true", "--AiProxy:Workflows:aggregate=" + Arn)]
    public async Task Build_SettingsAreWrong_SaysWhatToSet(string complaint, params string[] arguments)
    {
        var e = await Assert.ThrowsAsync<StartupException>(() => BuildAsync(arguments));

        Assert.Contains(complaint, e.Message, StringComparison.Ordinal);
    }

    private Task<WebApplication> BuildAsync(params string[] arguments) => HostApplication.BuildAsync(
        [
            "--urls", "http://127.0.0.1:0", "--routes", Path.Combine(_folder, "routes.json"), "--engine", "stepfunctions", "--AiProxy:Region=eu-west-1",
            "--watch", "false", .. arguments,
        ],
        TestContext.Current.CancellationToken);
}
