using System.Collections.Immutable;
using System.Net;
using Amazon.Lambda.Core.ResponseStreaming;

namespace AiProxy.Gateway.Http;

/// <summary>Sends an answer as a Lambda's response stream: status and headers first, then the body as it comes.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html"/></remarks>
internal sealed class LambdaResponseSink : IResponseSink
{
    private LambdaResponseStream? _stream;

    /// <summary>Whether the answer has begun: then no other can be given.</summary>
    public bool Begun => _stream is not null;

    // The length is left out: the response is chunked, and two words on where it ends are one too many.
    public void Begin(int status, ImmutableSortedDictionary<string, string> headers, long? length) =>
        _stream = LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude
        {
            StatusCode = (HttpStatusCode)status,
            Headers = new Dictionary<string, string>(headers),
        });

    // Every write is sent at once; one of no bytes sends status and headers alone.
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _stream!.WriteAsync(bytes, cancellationToken);
}
