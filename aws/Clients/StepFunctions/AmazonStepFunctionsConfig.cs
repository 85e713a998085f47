using AiProxy.Aws.Clients.Runtime;

namespace Amazon.StepFunctions;

/// <summary>How to reach Step Functions. <see cref="ServiceConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonStepFunctionsConfig : ServiceConfig
{
    /// <summary>With the defaults of the environment.</summary>
    public AmazonStepFunctionsConfig()
        : base(AmazonStepFunctionsClient.Service.ServiceId)
    {
    }
}
