using AiProxy.Aws.Clients.Runtime;

namespace Amazon.SecretsManager;

/// <summary>How to reach Secrets Manager. <see cref="ServiceConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonSecretsManagerConfig : ServiceConfig
{
    /// <summary>With the defaults of the environment.</summary>
    public AmazonSecretsManagerConfig()
        : base(AmazonSecretsManagerClient.Service.ServiceId)
    {
    }
}
