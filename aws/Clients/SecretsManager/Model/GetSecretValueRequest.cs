using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Which secret to read.</summary>
public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    /// <summary>The secret's name or ARN. Required.</summary>
    public string? SecretId { get; set; }

    /// <summary>The version's id; by default the one with the stage.</summary>
    public string? VersionId { get; set; }

    /// <summary>The version's stage; <c>AWSCURRENT</c> by default.</summary>
    public string? VersionStage { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteIfSet("SecretId", SecretId);
        json.WriteIfSet("VersionId", VersionId);
        json.WriteIfSet("VersionStage", VersionStage);
    }
}
