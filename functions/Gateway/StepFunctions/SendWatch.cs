using System.Net;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>
/// Tells a request that never left from one whose answer was lost. Exceptions alone do not: a timeout of the handshake and one of the answer look
/// the same. A body, however, is written only once there is a connection, and the service does nothing before it has the body.
/// </summary>
internal sealed class SendWatch(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<SentMark?> Current = new();

    /// <summary>The mark of the requests that the caller's code path sends from here on.</summary>
    public static SentMark Begin()
    {
        var mark = new SentMark();
        Current.Value = mark;
        return mark;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Current.Value is { } mark)
        {
            mark.Reached = true;
            if (request.Content is { } content)
            {
                request.Content = new WatchedContent(content, mark);
            }
            else
            {
                mark.Sent = true;
            }
        }
        return base.SendAsync(request, cancellationToken);
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly SentMark _mark;

        public WatchedContent(HttpContent content, SentMark mark)
        {
            (_content, _mark) = (content, mark);
            foreach ((string name, IEnumerable<string> values) in content.Headers)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _mark.Sent = true;
            return _content.CopyToAsync(stream, context);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _mark.Sent = true;
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

/// <summary>How far a request came.</summary>
internal sealed class SentMark
{
    private volatile bool _reached;
    private volatile bool _sent;

    /// <summary>Whether it came to the connections; otherwise it failed before: no credentials, no region.</summary>
    public bool Reached
    {
        get => _reached;
        set => _reached = value;
    }

    /// <summary>Whether its body was begun to be written.</summary>
    public bool Sent
    {
        get => _sent;
        set => _sent = value;
    }
}
