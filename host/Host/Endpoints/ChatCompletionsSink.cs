using System.Collections.Immutable;
using System.IO.Pipelines;
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

    // The pipe's write flushes. It is not told of the token: the server ends a connection whose write is cancelled, and the caller of a host that stops
    // would not get the error that it is owed. Who does not read is cut off by the server's data rate, and at the latest when the host has stopped.
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        FlushResult flushed = await response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The client has gone.", cancellationToken);
        }
    }
}
