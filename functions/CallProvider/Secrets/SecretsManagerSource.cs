using System.Text;
using AiProxy.Contracts.Failures;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace AiProxy.CallProvider.Secrets;

/// <summary>Reads keys from AWS Secrets Manager; the one place where its exceptions are translated.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html"/></remarks>
internal sealed class SecretsManagerSource(IAmazonSecretsManager manager) : ISecretSource
{
    public async Task<string> ReadAsync(string name, string provider, CancellationToken cancellationToken)
    {
        GetSecretValueResponse secret;
        try
        {
            secret = await manager.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name }, cancellationToken);
        }
        catch (AmazonServiceException e)
        {
            throw Translated(e, name, provider);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException)
        {
            Log.SecretUnreadable(name, e.GetType().Name, e.Message);
            throw new ProviderUnavailableException($"the secret '{name}' could not be read");
        }
        return SecretText.KeyIn(secret.SecretString ?? Text(secret.SecretBinary))
            ?? throw new AuthenticationFailedException(
                $"the secret '{name}' holds no key for {provider}: store the key as its plain text, or as a JSON object with the one member \"apiKey\"");
    }

    // The service's own messages name accounts and roles, so they go to the log only.
    private static ProviderException Translated(AmazonServiceException exception, string name, string provider)
    {
        if (exception is ResourceNotFoundException)
        {
            return new AuthenticationFailedException(Missing(name, provider));
        }
        Log.SecretUnreadable(name, exception.ErrorCode ?? exception.GetType().Name, exception.Message);
        return exception switch
        {
            DecryptionFailureException => new AuthenticationFailedException($"the secret '{name}' cannot be decrypted: allow the function kms:Decrypt on its key"),
            InvalidRequestException => new AuthenticationFailedException($"the secret '{name}' is not readable as it stands; it may be marked for deletion"),
            { ErrorCode: "AccessDeniedException" } => new AuthenticationFailedException(
                $"the secret '{name}' may not be read: allow the function secretsmanager:GetSecretValue on it"),
            _ => new ProviderUnavailableException($"the secret '{name}' could not be read ({exception.ErrorCode})"),
        };
    }

    // The local host keeps aiproxy/openai in OPENAI_API_KEY.
    private static string Missing(string name, string provider)
    {
        string variable = string.Concat(name[(name.LastIndexOf('/') + 1)..].Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return $"there is no key for {provider}: the secret '{name}' does not exist. On AWS: aws secretsmanager create-secret --name {name} --secret-string KEY."
            + $" On a local host: set {variable}_API_KEY";
    }

    private static string? Text(MemoryStream? binary) => binary is null ? null : Encoding.UTF8.GetString(binary.ToArray());
}
