using System.Globalization;
using System.Net;
using System.Text;
using AiProxy.Aws.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Http;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Speaks <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's Runtime API</see>, version 2018-06-01.
/// One request at a time.
/// </summary>
internal sealed class RuntimeApiClient(LambdaEnvironment environment, LambdaConsoleLogger logger, TimeProvider time) : IDisposable
{
    /// <summary>Lambda's limit for an answer, in bytes: 6 MB and what its own envelope takes.</summary>
    public const int MaxResponseBytes = 6291556;

    /// <summary>
    /// The most of an error that travels in a header or a trailer, in bytes. Lambda takes more, but stand-ins for its Runtime API are HTTP
    /// servers with 32 KB for all headers, and would refuse the error altogether.
    /// </summary>
    public const int MaxHeaderBytes = 16 * 1024;

    private const string Root = "/2018-06-01/runtime/";
    private const string TooLarge = "Function.ResponseSizeTooLarge";

    private static readonly KeyValuePair<string, string>[] Json = [new("Content-Type", "application/json")];
    private static readonly KeyValuePair<string, string> ErrorJson = new("Content-Type", "application/vnd.aws.lambda.error+json");
    private static readonly KeyValuePair<string, string>[] Streaming =
    [
        new("Content-Type", "application/vnd.awslambda.http-integration-response"),
        new("Lambda-Runtime-Function-Response-Mode", "streaming"),
        new("Trailer", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"),
    ];

    private HttpConnection? _connection;

    /// <summary>Waits for the next invocation, as long as it takes.</summary>
    public async Task<InvocationRequest> NextAsync(ILambdaSerializer? serializer, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(new HttpRequest("GET", Root + "invocation/next", []), cancellationToken).ConfigureAwait(false);
        ThrowUnlessTaken(reply);

        var context = new LambdaContext(reply.Headers.GetValueOrDefault, environment, logger, serializer, time);
        return new InvocationRequest(new MemoryStream(reply.Body, 0, reply.Body.Length, writable: false, publiclyVisible: true), context);
    }

    /// <summary>Sends the answer of an invocation; one that Lambda cannot take becomes the invocation's error.</summary>
    public async Task RespondAsync(string requestId, ReadOnlyMemory<byte> output, CancellationToken cancellationToken)
    {
        if (output.Length > MaxResponseBytes)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"Response payload size ({output.Length} bytes) exceeded maximum allowed payload size ({MaxResponseBytes} bytes).");
            logger.Log(nameof(LogLevel.Error), message);
            await ReportAsync(PathOf(requestId, "error"), TooLarge, FunctionError.ToJson(TooLarge, message), null, cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        ThrowUnlessTaken(await SendAsync(new HttpRequest("POST", PathOf(requestId, "response"), Json, output), cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>Begins an answer that is sent while it is made.</summary>
    public Task<ChunkedRequest> OpenResponseAsync(string requestId, CancellationToken cancellationToken) => ChunkedRequest.OpenAsync(
        environment.RuntimeApi, new HttpRequest("POST", PathOf(requestId, "response"), Streaming), cancellationToken);

    /// <summary>Says that the handler failed.</summary>
    public Task ReportInvocationErrorAsync(string requestId, Exception exception, CancellationToken cancellationToken) => ReportAsync(
        PathOf(requestId, "error"),
        FunctionError.TypeOf(exception),
        FunctionError.ToJson(exception),
        FunctionError.ToXRayCause(exception, MaxHeaderBytes),
        cancellationToken);

    /// <summary>Says that the environment could not be set up.</summary>
    public Task ReportInitializationErrorAsync(Exception exception, CancellationToken cancellationToken) => ReportAsync(
        Root + "init/error", FunctionError.TypeOf(exception), FunctionError.ToJson(exception), null, cancellationToken);

    /// <summary>Waits, under SnapStart, until the snapshot is restored.</summary>
    public async Task RestoreNextAsync(CancellationToken cancellationToken) =>
        ThrowUnlessTaken(await SendAsync(new HttpRequest("GET", Root + "restore/next", []), cancellationToken).ConfigureAwait(false));

    /// <summary>Throws what the Runtime API says against a request.</summary>
    /// <exception cref="RuntimeApiClientException">It did not take the request.</exception>
    public static void ThrowUnlessTaken(HttpReply reply)
    {
        if (reply.Status is >= 200 and < 300)
            return;

        var message = (HttpStatusCode)reply.Status switch
        {
            HttpStatusCode.BadRequest => "Bad Request",
            HttpStatusCode.Forbidden => "Forbidden",
            HttpStatusCode.RequestEntityTooLarge => "Payload Too Large",
            HttpStatusCode.InternalServerError => "Container error. Non-recoverable state. Runtime should exit promptly.\n",
            _ => $"The HTTP status code of the response was not expected ({reply.Status}).",
        };
        throw new RuntimeApiClientException(
            message,
            reply.Status,
            Encoding.UTF8.GetString(reply.Body),
            reply.Headers.ToDictionary(header => header.Key, IEnumerable<string> (header) => [header.Value]),
            innerException: null);
    }

    public void Dispose() => _connection?.Dispose();

    private static string PathOf(string requestId, string what) => $"{Root}invocation/{Uri.EscapeDataString(requestId)}/{what}";

    private async Task ReportAsync(string path, string errorType, byte[] json, byte[]? xrayCause, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> headers = [ErrorJson, new("Lambda-Runtime-Function-Error-Type", errorType)];
        if (xrayCause is not null)
            headers.Add(new("Lambda-Runtime-Function-XRay-Error-Cause", Encoding.UTF8.GetString(xrayCause)));
        ThrowUnlessTaken(await SendAsync(new HttpRequest("POST", path, headers, json), cancellationToken).ConfigureAwait(false));
    }

    private async Task<HttpReply> SendAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reused = _connection is { IsUsable: true };
            if (!reused)
            {
                Drop();
                _connection = await HttpConnection.OpenAsync(environment.RuntimeApi, cancellationToken).ConfigureAwait(false);
            }

            var connection = _connection!;
            try
            {
                var reply = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!reply.KeepsConnection)
                    Drop();
                return reply;
            }
            catch (IOException) when (reused && !connection.ReplyHasBegun)
            {
                // The idle connection was closed just as the request left. Once more on a new one, which has no such excuse.
                Drop();
            }
            catch
            {
                Drop();
                throw;
            }
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
