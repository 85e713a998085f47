using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Sending;

/// <summary>Translates what the network does to a call. Hosts and addresses stay out of the message: API callers read it.</summary>
internal static class ConnectionFailure
{
    /// <summary>Whether <paramref name="exception"/> is the network's.</summary>
    public static bool Is(Exception exception) => exception is HttpRequestException or IOException or InvalidDataException;

    /// <summary>The exception to throw instead; without the original inside, whose text names hosts and would travel in the Cause.</summary>
    public static ProviderUnavailableException From(Exception exception) => new(Words(exception));

    /// <summary>The network's own words for the log.</summary>
    public static string Detail(Exception exception) =>
        exception.InnerException is { } inner && inner.Message != exception.Message ? $"{exception.Message} {inner.Message}" : exception.Message;

    private static string Words(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the provider's host name could not be resolved",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection to the provider could be made",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection to the provider could be made",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused the connection to the provider",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            "the connection was cut before the whole answer had come",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError }
            or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } =>
            "the answer breaks the HTTP protocol",
        InvalidDataException => "the answer's compression is broken",
        _ => "the connection to the provider broke",
    };
}
