using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>Secrets Manager, see <see cref="ServiceClient"/>.</summary>
public class AmazonSecretsManagerClient : JsonServiceClient, IAmazonSecretsManager
{
    internal static readonly ServiceDescription Service = new("Secrets Manager", "secretsmanager", "secretsmanager", AmazonSecretsManagerExceptions.Of);

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonSecretsManagerClient()
        : this(null!, new AmazonSecretsManagerConfig())
    {
    }

    /// <summary>With the credentials of the environment, in a region.</summary>
    public AmazonSecretsManagerClient(RegionEndpoint region)
        : this(null!, new AmazonSecretsManagerConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonSecretsManagerClient(AmazonSecretsManagerConfig config)
        : this(null!, config)
    {
    }

    /// <summary>With credentials.</summary>
    public AmazonSecretsManagerClient(AWSCredentials credentials)
        : this(credentials, new AmazonSecretsManagerConfig())
    {
    }

    /// <summary>With credentials, in a region.</summary>
    public AmazonSecretsManagerClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSecretsManagerConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With credentials and a configuration.</summary>
    public AmazonSecretsManagerClient(AWSCredentials credentials, AmazonSecretsManagerConfig clientConfig)
        : base(Service, "secretsmanager", "1.1", clientConfig, credentials)
    {
    }

    /// <inheritdoc/>
    public virtual Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("GetSecretValue", request.WriteTo, GetSecretValueResponse.Read, cancellationToken);
}
