namespace AiProxy.LocalServices;

/// <summary>An answer that a service gives instead of a result.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The error's code, as SDKs read it.</param>
/// <param name="message">What a person reads.</param>
public sealed class ServiceException(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The error's code.</summary>
    public string Code { get; } = code;

    /// <summary>Further members of a JSON error's body, as JSON, for example <c>{"Item":{...}}</c>; null for none.</summary>
    public string? Members { get; init; }

    /// <summary>What every service says of a fault of its own; SDKs try again.</summary>
    public static ServiceException Internal(string message) => new(500, "InternalServerError", message);
}
