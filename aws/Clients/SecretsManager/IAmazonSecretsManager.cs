using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>AWS Secrets Manager, as far as it is used here.</summary>
public interface IAmazonSecretsManager : IDisposable
{
    /// <summary>Reads a secret, at its current version unless the request names another.</summary>
    /// <exception cref="DecryptionFailureException">The secret's key cannot decrypt it.</exception>
    /// <exception cref="InternalServiceErrorException">Something failed on the service's side.</exception>
    /// <exception cref="InvalidParameterException">A parameter is not valid.</exception>
    /// <exception cref="InvalidRequestException">The request is not valid for the secret as it is.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such secret.</exception>
    Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default);
}
