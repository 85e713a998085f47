using AiProxy.Contracts.Payloads;

namespace AiProxy.Authorize.Keys;

/// <summary>Where keys are looked up.</summary>
internal interface IKeyStore
{
    /// <summary>The key's record; null where there is none, or none that can be used.</summary>
    /// <exception cref="StorageUnavailableException">It is not known whether there is one.</exception>
    Task<KeyRecord?> FindAsync(string id);
}
