using System.Net;

namespace AiProxy.EndToEnd.Tests.Modes;

/// <summary>What the mode <c>stack</c> gives every host, looked at by itself; so these are in every mode with the embedded engine.</summary>
public sealed class StackWorkflowTests
{
    private const string Body = """{"model":"panel-all","messages":[{"role":"user","content":"Name a prime number."}]}""";

    [Fact]
    public void Definition_OfTheTemplate_InvokesAVersionOfEachFunctionAndHasNoPlaceholder()
    {
        StackWorkflow workflow = Current();

        Assert.DoesNotContain("${", workflow.Definition, StringComparison.Ordinal);
        Assert.Equal(["CallProvider", "Merge", "Transform", "Validate"], workflow.FunctionArns.Keys.Order(StringComparer.Ordinal));
        Assert.All(workflow.FunctionArns, function => Assert.Equal($"arn:aws:lambda:us-east-1:000000000000:function:AiProxy-{function.Key}:1", function.Value));
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // A deployment runs its own functions.
    public async Task Host_ToldTheArns_RunsItAsItIs()
    {
        StackWorkflow workflow = Current();
        await using RunningHost host = await RunningHost.StartAsync(null, Files(workflow.Definition), workflow.Arguments);

        using HttpResponseMessage response = await host.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, host.Simulators.TotalCalls);
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // A deployment runs its own functions.
    public async Task Host_NotToldAnArn_HasNoSuchFunction()
    {
        StackWorkflow workflow = Current();
        string other = workflow.Definition.Replace(":AiProxy-Transform:", ":Other-Transform:", StringComparison.Ordinal);
        await using RunningHost host = await RunningHost.StartAsync(null, Files(other), workflow.Arguments);

        using HttpResponseMessage response = await host.PostAsync(Body);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("Lambda.ResourceNotFoundException", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, host.Simulators.TotalCalls);
    }

    private static StackWorkflow Current()
    {
        Assert.SkipUnless(StackWorkflow.CanBeMade, "Node is not on the PATH; the construct library runs in it.");
        return StackWorkflow.Current;
    }

    private static Dictionary<string, string> Files(string definition) => new() { [ProjectWorkflows.AggregateFile] = definition };
}
