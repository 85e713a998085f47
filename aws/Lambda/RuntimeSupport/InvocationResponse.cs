namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What a handler answers.</summary>
public class InvocationResponse
{
    /// <summary>An answer whose stream is closed once it is sent.</summary>
    public InvocationResponse(Stream outputStream)
        : this(outputStream, disposeOutputStream: true)
    {
    }

    /// <summary>An answer, and whether its stream is closed once it is sent.</summary>
    public InvocationResponse(Stream outputStream, bool disposeOutputStream)
    {
        OutputStream = outputStream;
        DisposeOutputStream = disposeOutputStream;
    }

    /// <summary>The answer's bytes, from the stream's position to its end.</summary>
    public Stream OutputStream { get; set; }

    /// <summary>Whether the stream is closed once it is sent.</summary>
    public bool DisposeOutputStream { get; }
}
