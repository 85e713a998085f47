namespace AiProxy.LocalServices.Secrets;

/// <summary>Keeps the secrets of Secrets Manager.</summary>
public interface ISecretStore
{
    /// <summary>The secret's text; null where there is none.</summary>
    string? Find(string secretId);
}
