namespace AiProxy.Gateway.StepFunctions;

/// <summary>A request failed before any of its body had been written: the service has not seen it.</summary>
/// <param name="cause">What went wrong: no name, no connection, no handshake.</param>
/// <remarks>Not an <see cref="HttpRequestException"/>: the SDK would unwrap one and throw what is inside it.</remarks>
internal sealed class RequestNotSentException(Exception cause) : Exception($"The request was not sent: {Innermost(cause).Message}", cause)
{
    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
