using System.Collections.Immutable;
using AiProxy.Gateway;

namespace AiProxy.Host.Endpoints;

/// <summary>Sends a gateway's answer over the connection that asked for it.</summary>
internal sealed class ChatCompletionsSink(HttpResponse response) : IResponseSink
{
    public void Begin(int status, ImmutableSortedDictionary<string, string> headers, long? length)
    {
        response.StatusCode = status;
        foreach ((string name, string value) in headers)
        {
            response.Headers[name] = value;
        }
        response.ContentLength = length;
    }

    // The pipe's write flushes.
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await response.BodyWriter.WriteAsync(bytes, cancellationToken);
}
