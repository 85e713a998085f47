using AiProxy.Aws.Clients.Runtime;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2;

/// <summary>DynamoDB, see <see cref="ServiceClient"/>.</summary>
public class AmazonDynamoDBClient : JsonServiceClient, IAmazonDynamoDB
{
    internal static readonly ServiceDescription Service = new("DynamoDB", "dynamodb", "dynamodb", AmazonDynamoDBExceptions.Of);

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonDynamoDBClient()
        : this(null!, new AmazonDynamoDBConfig())
    {
    }

    /// <summary>With the credentials of the environment, in a region.</summary>
    public AmazonDynamoDBClient(RegionEndpoint region)
        : this(null!, new AmazonDynamoDBConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonDynamoDBClient(AmazonDynamoDBConfig config)
        : this(null!, config)
    {
    }

    /// <summary>With credentials, in a region.</summary>
    public AmazonDynamoDBClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonDynamoDBConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With credentials and a configuration.</summary>
    public AmazonDynamoDBClient(AWSCredentials credentials, AmazonDynamoDBConfig clientConfig)
        : base(Service, "DynamoDB_20120810", "1.0", clientConfig, credentials)
    {
    }

    /// <inheritdoc/>
    public virtual Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("GetItem", request.WriteTo, GetItemResponse.Read, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("PutItem", request.WriteTo, _ => new PutItemResponse(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("UpdateItem", request.WriteTo, _ => new UpdateItemResponse(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("DeleteItem", request.WriteTo, _ => new DeleteItemResponse(), cancellationToken);
}
