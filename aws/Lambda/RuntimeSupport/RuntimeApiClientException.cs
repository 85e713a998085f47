namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API refused a request, or could not be understood.</summary>
public class RuntimeApiClientException : Exception
{
    private const int MaxShown = 512;

    /// <summary>Says what was refused.</summary>
    public RuntimeApiClientException(
        string message,
        int statusCode,
        string response,
        Dictionary<string, IEnumerable<string>> headers,
        Exception? innerException)
        : base($"{message}\n\nStatus: {statusCode}\nResponse: \n{(response.Length > MaxShown ? response[..MaxShown] : response)}", innerException)
    {
        StatusCode = statusCode;
        Response = response;
        Headers = headers;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The response's body.</summary>
    public string Response { get; }

    /// <summary>The response's headers.</summary>
    public Dictionary<string, IEnumerable<string>> Headers { get; }
}
