using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;

namespace AiProxy.Cdk.Tests;

public sealed class SynthesisTests
{
    [Fact]
    public void Run_StackWithAnOpenPost_LeavesNoTemplate()
    {
        StackFixture.SkipWithoutNode();
        using var deployment = new Deployment();
        string folder = Path.Combine(deployment.Root, "cdk.out");
        var app = new App(new AppProps { Outdir = folder, Context = deployment.Context() });
        var stack = new AiProxyStack(app, deployment.Settings());
        stack.FrontDoor.Api.Root.AddMethod("POST", new MockIntegration());
        StackInputException e = Assert.Throws<StackInputException>(() => Synthesis.Run(app, stack));
        Assert.Contains("POST has no authorizer", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "AiProxy.template.json")));
    }
}
