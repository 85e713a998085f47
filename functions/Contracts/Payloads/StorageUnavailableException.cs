namespace AiProxy.Contracts.Payloads;

/// <summary>A store of records or payloads cannot be read or written: a full disk, a locked file, a broken connection.</summary>
/// <param name="message">What a person reads.</param>
/// <param name="innerException">What the store's own client said.</param>
public sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
