using AiProxy.LocalServices.DynamoDb;
using AiProxy.LocalServices.S3;
using AiProxy.LocalServices.Secrets;

namespace AiProxy.LocalServices;

/// <summary>What the services keep, and where.</summary>
public sealed class LocalServicesOptions
{
    /// <summary>DynamoDB's tables.</summary>
    public required IItemStore Items { get; init; }

    /// <summary>S3's buckets.</summary>
    public required IObjectStore Objects { get; init; }

    /// <summary>Secrets Manager's secrets.</summary>
    public required ISecretStore Secrets { get; init; }
}
