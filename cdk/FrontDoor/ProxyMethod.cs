using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>
/// A method that the Gateway function answers as a stream: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html.
/// Every answer, so that none is held to 29 s and 10 MB.
/// </summary>
internal static class ProxyMethod
{
    public static void AddTo(
        Amazon.CDK.AWS.APIGateway.Resource resource, string verb, PackagedFunction function, Amazon.CDK.AWS.APIGateway.MethodOptions options, StackSettings settings)
    {
        var stack = Stack.Of(resource);
        Method method = resource.AddMethod(verb, new Integration(new IntegrationProps
        {
            Type = IntegrationType.AWS_PROXY,
            IntegrationHttpMethod = "POST",
            Uri = $"arn:{stack.Partition}:apigateway:{stack.Region}:lambda:path/2021-11-15/functions/{function.Live.FunctionArn}/response-streaming-invocations",
        }), options);
        var definition = (CfnMethod)method.Node.DefaultChild!;
        int timeoutMs = settings.ApiTimeoutSeconds * 1000;
        definition.AddPropertyOverride("Integration.ResponseTransferMode", "STREAM");
        definition.AddPropertyOverride("Integration.TimeoutInMillis", timeoutMs);
        // The library does not know of overrides; without this a change of them would not be deployed to the stage.
        resource.Api.LatestDeployment?.AddToLogicalId(new Dictionary<string, object> { ["method"] = method.Node.Path, ["stream"] = true, ["timeoutMs"] = timeoutMs });
        function.Live.AddPermission($"Api-{verb}-{resource.Node.Id}", new Permission
        {
            Principal = new ServicePrincipal("apigateway.amazonaws.com"),
            SourceArn = resource.Api.ArnForExecuteApi(verb, resource.Path, ApiFrontDoor.StageName),
        });
    }
}
