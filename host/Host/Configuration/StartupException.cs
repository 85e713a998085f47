namespace AiProxy.Host.Configuration;

/// <summary>The host cannot start as it is configured. The message is for a person: what is wrong, where, and what to do.</summary>
public sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
