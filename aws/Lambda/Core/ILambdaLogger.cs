namespace Amazon.Lambda.Core;

/// <summary>
/// Writes to the function's log stream. Only <see cref="Log(string)"/> and <see cref="LogLine"/> have to be implemented;
/// without more, a level is ignored and a template is written as it stands.
/// </summary>
public interface ILambdaLogger
{
    /// <summary>Writes without a line end.</summary>
    void Log(string message);

    /// <summary>Writes a line.</summary>
    void LogLine(string message);

    /// <summary>Writes a line at a level.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes a line at a level.</summary>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a templated line at a level.</summary>
    void Log(string level, string message, params object?[] args) => Log(level, message);

    /// <summary>Writes a templated line and an exception at a level.</summary>
    void Log(string level, Exception? exception, string message, params object?[] args)
    {
        Log(level, message, args);
        if (exception is not null)
            Log(level, exception.ToString(), []);
    }

    /// <summary>Writes a templated line at a level.</summary>
    void Log(LogLevel level, string message, params object?[] args) => Log(level.ToString(), message, args);

    /// <summary>Writes a templated line and an exception at a level.</summary>
    void Log(LogLevel level, Exception? exception, string message, params object?[] args) =>
        Log(level.ToString(), exception, message, args);

    /// <summary>Writes a trace line.</summary>
    void LogTrace(string message) => Log(LogLevel.Trace, message);

    /// <summary>Writes a templated trace line.</summary>
    void LogTrace(string message, params object?[] args) => Log(LogLevel.Trace, message, args);

    /// <summary>Writes a templated trace line and an exception.</summary>
    void LogTrace(Exception exception, string message, params object?[] args) => Log(LogLevel.Trace, exception, message, args);

    /// <summary>Writes a debug line.</summary>
    void LogDebug(string message) => Log(LogLevel.Debug, message);

    /// <summary>Writes a templated debug line.</summary>
    void LogDebug(string message, params object?[] args) => Log(LogLevel.Debug, message, args);

    /// <summary>Writes a templated debug line and an exception.</summary>
    void LogDebug(Exception exception, string message, params object?[] args) => Log(LogLevel.Debug, exception, message, args);

    /// <summary>Writes an information line.</summary>
    void LogInformation(string message) => Log(LogLevel.Information, message);

    /// <summary>Writes a templated information line.</summary>
    void LogInformation(string message, params object?[] args) => Log(LogLevel.Information, message, args);

    /// <summary>Writes a templated information line and an exception.</summary>
    void LogInformation(Exception exception, string message, params object?[] args) =>
        Log(LogLevel.Information, exception, message, args);

    /// <summary>Writes a warning line.</summary>
    void LogWarning(string message) => Log(LogLevel.Warning, message);

    /// <summary>Writes a templated warning line.</summary>
    void LogWarning(string message, params object?[] args) => Log(LogLevel.Warning, message, args);

    /// <summary>Writes a templated warning line and an exception.</summary>
    void LogWarning(Exception exception, string message, params object?[] args) => Log(LogLevel.Warning, exception, message, args);

    /// <summary>Writes an error line.</summary>
    void LogError(string message) => Log(LogLevel.Error, message);

    /// <summary>Writes a templated error line.</summary>
    void LogError(string message, params object?[] args) => Log(LogLevel.Error, message, args);

    /// <summary>Writes a templated error line and an exception.</summary>
    void LogError(Exception exception, string message, params object?[] args) => Log(LogLevel.Error, exception, message, args);

    /// <summary>Writes a critical line.</summary>
    void LogCritical(string message) => Log(LogLevel.Critical, message);

    /// <summary>Writes a templated critical line.</summary>
    void LogCritical(string message, params object?[] args) => Log(LogLevel.Critical, message, args);

    /// <summary>Writes a templated critical line and an exception.</summary>
    void LogCritical(Exception exception, string message, params object?[] args) => Log(LogLevel.Critical, exception, message, args);
}
