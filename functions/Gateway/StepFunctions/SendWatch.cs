using System.Net;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>
/// Tells a request that never left from one whose answer was lost. Exceptions alone do not: a timeout of the handshake and one of the answer look
/// the same. A body, however, is written only once there is a connection, and the service does nothing before it has the body.
/// </summary>
internal sealed class SendWatch(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        var watched = new WatchedContent(content);
        request.Content = watched;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!watched.Begun && !cancellationToken.IsCancellationRequested)
        {
            throw new RequestNotSentException(e);
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _content;
        private volatile bool _begun;

        public WatchedContent(HttpContent content)
        {
            _content = content;
            foreach ((string name, IEnumerable<string> values) in content.Headers)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        public bool Begun => _begun;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _begun = true;
            return _content.CopyToAsync(stream, context);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _begun = true;
            return _content.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? -1;
            return length >= 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
