using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Secrets;

/// <summary>Reads a provider's key from where it is kept.</summary>
internal interface ISecretSource
{
    /// <param name="name">The secret's name, from the routes file.</param>
    /// <param name="provider">Whose key it is, for the message.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The key, without white space around it; never empty.</returns>
    /// <exception cref="AuthenticationFailedException">The secret is not there, is empty, or may not be read; the message says what to do.</exception>
    /// <exception cref="ProviderUnavailableException">The secret could not be read this time.</exception>
    Task<string> ReadAsync(string name, string provider, CancellationToken cancellationToken);
}
