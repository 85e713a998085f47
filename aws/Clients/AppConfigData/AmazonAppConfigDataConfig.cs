using AiProxy.Aws.Clients.Runtime;

namespace Amazon.AppConfigData;

/// <summary>How to reach AppConfig. <see cref="ServiceConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonAppConfigDataConfig : ServiceConfig
{
    /// <summary>With the defaults of the environment.</summary>
    public AmazonAppConfigDataConfig()
        : base(AmazonAppConfigDataClient.Service.ServiceId)
    {
    }
}
