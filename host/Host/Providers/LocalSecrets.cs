using AiProxy.LocalServices.Secrets;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace AiProxy.Host.Providers;

/// <summary>
/// Secrets Manager for a machine without one: the secret <c>aiproxy/openai</c> is the setting <c>OPENAI_API_KEY</c>, from environment variables
/// or user secrets. The configuration is asked every time, so a key that changes is seen.
/// </summary>
internal sealed class LocalSecrets(IConfiguration configuration) : IAmazonSecretsManager, ISecretStore
{
    public IClientConfig Config => throw new NotSupportedException("The local secret store has no AWS client configuration.");

    /// <summary>The setting that stands for <paramref name="secretId"/>: its last part in capitals, then <c>_API_KEY</c>.</summary>
    public static string SettingOf(string secretId)
    {
        ReadOnlySpan<char> name = secretId.AsSpan(secretId.LastIndexOf('/') + 1);
        return string.Create(name.Length + "_API_KEY".Length, name, static (span, name) =>
        {
            for (int i = 0; i < name.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(name[i]) ? char.ToUpperInvariant(name[i]) : '_';
            }
            "_API_KEY".CopyTo(span[name.Length..]);
        });
    }

    /// <summary>Whether a key is set for <paramref name="secretId"/>.</summary>
    public bool Has(string secretId) => Read(secretId) is not null;

    string? ISecretStore.Find(string secretId) => Read(secretId);

    public Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default)
    {
        string secretId = request.SecretId ?? "";
        return Read(secretId) is { } key
            ? Task.FromResult(new GetSecretValueResponse { Name = secretId, SecretString = key })
            : Task.FromException<GetSecretValueResponse>(new ResourceNotFoundException(
                $"No key is set for '{secretId}': set the environment variable {SettingOf(secretId)}."));
    }

    public void Dispose()
    {
    }

    private string? Read(string secretId) => configuration[SettingOf(secretId)] is { Length: > 0 } key ? key : null;
}
