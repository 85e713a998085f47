using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AiProxy.Aws.Lambda;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Speaks <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's Runtime API</see>, version 2018-06-01.
/// </summary>
internal sealed class RuntimeApiClient(HttpClient http, LambdaEnvironment environment, LambdaConsoleLogger logger, TimeProvider time)
{
    /// <summary>The API refuses larger headers, in bytes.</summary>
    private const int MaxCauseHeaderBytes = 1024 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue ErrorJson = new("application/vnd.aws.lambda.error+json");

    private readonly string _root = $"http://{environment.RuntimeApi}/2018-06-01/runtime/";

    /// <summary>Waits for the next invocation, as long as it takes.</summary>
    public async Task<InvocationRequest> NextAsync(ILambdaSerializer? serializer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _root + "invocation/next");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(response, HttpStatusCode.OK, cancellationToken).ConfigureAwait(false);

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var headers = response.Headers.NonValidated;
        var values = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var context = new LambdaContext(values.GetValueOrDefault, environment, logger, serializer, time);
        return new InvocationRequest(new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true), context);
    }

    /// <summary>Sends the answer of an invocation.</summary>
    public async Task RespondAsync(string requestId, Stream output, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(output);
        content.Headers.ContentType = Json;
        using var response = await http
            .PostAsync(_root + $"invocation/{Uri.EscapeDataString(requestId)}/response", content, cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(response, HttpStatusCode.Accepted, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says that the handler failed.</summary>
    public Task ReportInvocationErrorAsync(string requestId, Exception exception, CancellationToken cancellationToken) => ReportAsync(
        $"invocation/{Uri.EscapeDataString(requestId)}/error",
        exception,
        FunctionError.TypeOf(exception),
        FunctionError.ToXRayCause(exception),
        cancellationToken);

    /// <summary>Says that the environment could not be set up.</summary>
    public Task ReportInitializationErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        ReportAsync("init/error", exception, FunctionError.TypeOf(exception), null, cancellationToken);

    /// <summary>Waits, under SnapStart, until the snapshot is restored.</summary>
    public async Task RestoreNextAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(_root + "restore/next"), cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(response, HttpStatusCode.OK, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReportAsync(
        string path, Exception exception, string errorType, byte[]? xrayCause, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(FunctionError.ToJson(exception));
        content.Headers.ContentType = ErrorJson;
        using var request = new HttpRequestMessage(HttpMethod.Post, _root + path) { Content = content };
        request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        if (xrayCause is { Length: < MaxCauseHeaderBytes })
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-XRay-Error-Cause", Encoding.UTF8.GetString(xrayCause));

        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(response, HttpStatusCode.Accepted, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ThrowUnlessAsync(HttpResponseMessage response, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        if (response.StatusCode == expected || response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent)
            return;

        var message = response.StatusCode switch
        {
            HttpStatusCode.BadRequest => "Bad Request",
            HttpStatusCode.Forbidden => "Forbidden",
            HttpStatusCode.RequestEntityTooLarge => "Payload Too Large",
            HttpStatusCode.InternalServerError => "Container error. Non-recoverable state. Runtime should exit promptly.\n",
            _ => $"The HTTP status code of the response was not expected ({(int)response.StatusCode}).",
        };
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw new RuntimeApiClientException(
            message,
            (int)response.StatusCode,
            body,
            response.Headers.ToDictionary(header => header.Key, header => header.Value),
            innerException: null);
    }
}
