using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>Holds low-level lines back until something goes wrong; they are dropped when the invocation ends well.</summary>
public class LogBufferingOptions
{
    /// <summary>How much is held back per invocation, in bytes; the oldest lines go first. 20,480 by default.</summary>
    public int MaxBytes { get; set; } = 20480;

    /// <summary>Lines at this level and below are held back. Debug by default.</summary>
    public LogLevel BufferAtLogLevel { get; set; } = LogLevel.Debug;

    /// <summary>Whether a line at Error or above writes what is held back first. True by default.</summary>
    public bool FlushOnErrorLog { get; set; } = true;
}
