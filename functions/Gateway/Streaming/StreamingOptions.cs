namespace AiProxy.Gateway.Streaming;

/// <summary>How answers are streamed.</summary>
public sealed record StreamingOptions
{
    /// <summary>Default of <see cref="KeepAlive"/>.</summary>
    public static readonly TimeSpan DefaultKeepAlive = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a stream is silent before a comment says that it is alive; 5 s by default, and more than zero. It is also how long an answer may
    /// still become an error with its own status: the first comment commits the stream to 200.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = DefaultKeepAlive;
}
