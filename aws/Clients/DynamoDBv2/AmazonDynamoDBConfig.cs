using AiProxy.Aws.Clients.Runtime;

namespace Amazon.DynamoDBv2;

/// <summary>How to reach DynamoDB. <see cref="ServiceConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonDynamoDBConfig : ServiceConfig
{
    /// <summary>With the defaults of the environment.</summary>
    public AmazonDynamoDBConfig()
        : base(AmazonDynamoDBClient.Service.ServiceId)
    {
    }
}
