namespace Amazon.Lambda.RuntimeSupport.Streaming;

/// <summary>The place where an invocation keeps the stream that its handler may make.</summary>
internal sealed class InvocationStream(RuntimeApiClient api, string requestId)
{
    private static readonly AsyncLocal<InvocationStream?> OfThisFlow = new();

    /// <summary>For code that runs outside of the handler's flow, such as a loop started at init; only one invocation may run then.</summary>
    private static volatile InvocationStream? _only;

    private readonly Lock _making = new();

    /// <summary>Whether the handler still runs.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The stream, if the handler made one.</summary>
    public ResponseStream? Stream { get; private set; }

    /// <summary>Makes the running invocation's stream.</summary>
    /// <exception cref="InvalidOperationException">None runs, or it has one.</exception>
    public static ResponseStream Create(ReadOnlyMemory<byte> prelude) =>
        (OfThisFlow.Value ?? _only)?.CreateOnce(prelude)
        ?? throw new InvalidOperationException("A response stream can only be created within a Lambda handler invocation.");

    /// <summary>From here to <see cref="End"/>, streams made are this invocation's.</summary>
    /// <param name="alone">Whether no other invocation runs in this process.</param>
    public void Begin(bool alone)
    {
        IsOpen = true;
        OfThisFlow.Value = this;
        if (alone)
            _only = this;
    }

    /// <summary>No stream can be made any more.</summary>
    public void End()
    {
        IsOpen = false;
        OfThisFlow.Value = null;
        Interlocked.CompareExchange(ref _only, null, this);
    }

    private ResponseStream CreateOnce(ReadOnlyMemory<byte> prelude)
    {
        lock (_making)
        {
            if (!IsOpen)
                throw new InvalidOperationException("The invocation has ended; a response stream can only be created within it.");
            if (Stream is not null)
                throw new InvalidOperationException("A response stream can only be created once per invocation.");
            return Stream = new ResponseStream(cancellationToken => api.OpenResponseAsync(requestId, cancellationToken), prelude);
        }
    }
}
