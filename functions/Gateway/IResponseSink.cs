using System.Collections.Immutable;

namespace AiProxy.Gateway;

/// <summary>Where an answer goes: the local host's connection, or a Lambda's response stream.</summary>
public interface IResponseSink
{
    /// <summary>Sends the status and the headers; called once, and before anything is written.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="headers">Names in lower case, content-type included.</param>
    /// <param name="length">The body's length in bytes; null for a stream.</param>
    void Begin(int status, ImmutableSortedDictionary<string, string> headers, long? length);

    /// <summary>Writes a part of the body; it is on its way to the client when this returns.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
