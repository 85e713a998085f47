using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK.AWS.APIGateway;
using Constructs;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>The lean front door.</summary>
internal static class LeanMethod
{
    public static void AddTo(Construct scope, Amazon.CDK.AWS.APIGateway.Resource resource, AggregateWorkflow workflow, MethodOptions options, StackSettings settings) =>
        throw new StackInputException("frontDoor=lean is being built.");
}
