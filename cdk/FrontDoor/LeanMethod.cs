using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>
/// Requests without the Gateway function: API Gateway starts the workflow and waits for it, so that nobody pays for a function that waits. No streaming,
/// bodies up to 200 KiB, and no stored answers of whole requests; the calls' own records still keep a retry from paying twice.
/// </summary>
internal static class LeanMethod
{
    public static void AddTo(
        Construct scope, Amazon.CDK.AWS.APIGateway.Resource resource, AggregateWorkflow workflow, Amazon.CDK.AWS.APIGateway.MethodOptions options, StackSettings settings)
    {
        var stack = Stack.Of(resource);
        var role = new Role(scope, "StartRole", new RoleProps
        {
            AssumedBy = new ServicePrincipal("apigateway.amazonaws.com", new ServicePrincipalOpts
            {
                Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = stack.Account } },
            }),
        });
        role.AddToPolicy(workflow.StartStatement());
        Method method = resource.AddMethod("POST", new Integration(new IntegrationProps
        {
            Type = IntegrationType.AWS,
            IntegrationHttpMethod = "POST",
            Uri = $"arn:{stack.Partition}:apigateway:{stack.Region}:states:action/StartSyncExecution",
            Options = new IntegrationOptions
            {
                CredentialsRole = role,
                PassthroughBehavior = PassthroughBehavior.NEVER,
                RequestTemplates = Template(LeanTemplates.Start(workflow.Alias.AttrArn)),
                IntegrationResponses =
                [
                    // The one without a pattern takes what no other does.
                    new IntegrationResponse { StatusCode = "200", ResponseTemplates = Template(LeanTemplates.Ended) },
                    new IntegrationResponse { StatusCode = "400", SelectionPattern = "4\\d{2}", ResponseTemplates = Template(LeanTemplates.Refused) },
                    new IntegrationResponse { StatusCode = "502", SelectionPattern = "5\\d{2}", ResponseTemplates = Template(LeanTemplates.Unknown) },
                ],
            },
        }), new Amazon.CDK.AWS.APIGateway.MethodOptions
        {
            AuthorizationType = options.AuthorizationType,
            Authorizer = options.Authorizer,
            ApiKeyRequired = options.ApiKeyRequired,
            MethodResponses = [new MethodResponse { StatusCode = "200" }, new MethodResponse { StatusCode = "400" }, new MethodResponse { StatusCode = "502" }],
        });
        int timeoutMs = settings.ApiTimeoutSeconds * 1000;
        ((CfnMethod)method.Node.DefaultChild!).AddPropertyOverride("Integration.TimeoutInMillis", timeoutMs);
        resource.Api.LatestDeployment?.AddToLogicalId(new Dictionary<string, object> { ["method"] = method.Node.Path, ["timeoutMs"] = timeoutMs });
    }

    private static Dictionary<string, string> Template(string template) => new() { ["application/json"] = template };
}
