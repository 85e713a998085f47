namespace AiProxy.Contracts.Payloads;

/// <summary>A payload reference that names nothing: it has expired, or was not minted here.</summary>
public sealed class PayloadNotFoundException(string reference)
    : Exception($"No payload is stored under '{reference}': it has expired, or was not stored by this deployment.")
{
    /// <summary>The reference asked for.</summary>
    public string Reference { get; } = reference;
}
