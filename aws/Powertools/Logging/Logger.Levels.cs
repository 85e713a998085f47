using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <content>One family of overloads a level.</content>
[SuppressMessage("Usage", "CA2254:Template should be a static expression", Justification = "The templates are the callers'.")]
public static partial class Logger
{
    /// <summary>Writes a templated line at Trace.</summary>
    public static void LogTrace(string message, params object?[] args) =>
        Instance.Log(LogLevel.Trace, message, args);

    /// <summary>Writes a templated line and an exception at Trace.</summary>
    public static void LogTrace(Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Trace, exception, message, args);

    /// <summary>Writes a templated line of an event at Trace.</summary>
    public static void LogTrace(EventId eventId, string message, params object?[] args) =>
        Instance.Log(LogLevel.Trace, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at Trace.</summary>
    public static void LogTrace(EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Trace, eventId, exception, message, args);

    /// <summary>Writes an object as the message at Trace.</summary>
    public static void LogTrace(object message) =>
        Instance.LogObject(LogLevel.Trace, message);

    /// <summary>Writes an exception at Trace.</summary>
    public static void LogTrace(Exception exception) =>
        Instance.Log(LogLevel.Trace, exception, exception.Message);

    /// <summary>Writes a templated line at Debug.</summary>
    public static void LogDebug(string message, params object?[] args) =>
        Instance.Log(LogLevel.Debug, message, args);

    /// <summary>Writes a templated line and an exception at Debug.</summary>
    public static void LogDebug(Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Debug, exception, message, args);

    /// <summary>Writes a templated line of an event at Debug.</summary>
    public static void LogDebug(EventId eventId, string message, params object?[] args) =>
        Instance.Log(LogLevel.Debug, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at Debug.</summary>
    public static void LogDebug(EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Debug, eventId, exception, message, args);

    /// <summary>Writes an object as the message at Debug.</summary>
    public static void LogDebug(object message) =>
        Instance.LogObject(LogLevel.Debug, message);

    /// <summary>Writes an exception at Debug.</summary>
    public static void LogDebug(Exception exception) =>
        Instance.Log(LogLevel.Debug, exception, exception.Message);

    /// <summary>Writes a templated line at Information.</summary>
    public static void LogInformation(string message, params object?[] args) =>
        Instance.Log(LogLevel.Information, message, args);

    /// <summary>Writes a templated line and an exception at Information.</summary>
    public static void LogInformation(Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Information, exception, message, args);

    /// <summary>Writes a templated line of an event at Information.</summary>
    public static void LogInformation(EventId eventId, string message, params object?[] args) =>
        Instance.Log(LogLevel.Information, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at Information.</summary>
    public static void LogInformation(EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Information, eventId, exception, message, args);

    /// <summary>Writes an object as the message at Information.</summary>
    public static void LogInformation(object message) =>
        Instance.LogObject(LogLevel.Information, message);

    /// <summary>Writes an exception at Information.</summary>
    public static void LogInformation(Exception exception) =>
        Instance.Log(LogLevel.Information, exception, exception.Message);

    /// <summary>Writes a templated line at Warning.</summary>
    public static void LogWarning(string message, params object?[] args) =>
        Instance.Log(LogLevel.Warning, message, args);

    /// <summary>Writes a templated line and an exception at Warning.</summary>
    public static void LogWarning(Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Warning, exception, message, args);

    /// <summary>Writes a templated line of an event at Warning.</summary>
    public static void LogWarning(EventId eventId, string message, params object?[] args) =>
        Instance.Log(LogLevel.Warning, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at Warning.</summary>
    public static void LogWarning(EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Warning, eventId, exception, message, args);

    /// <summary>Writes an object as the message at Warning.</summary>
    public static void LogWarning(object message) =>
        Instance.LogObject(LogLevel.Warning, message);

    /// <summary>Writes an exception at Warning.</summary>
    public static void LogWarning(Exception exception) =>
        Instance.Log(LogLevel.Warning, exception, exception.Message);

    /// <summary>Writes a templated line at Error.</summary>
    public static void LogError(string message, params object?[] args) =>
        Instance.Log(LogLevel.Error, message, args);

    /// <summary>Writes a templated line and an exception at Error.</summary>
    public static void LogError(Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Error, exception, message, args);

    /// <summary>Writes a templated line of an event at Error.</summary>
    public static void LogError(EventId eventId, string message, params object?[] args) =>
        Instance.Log(LogLevel.Error, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at Error.</summary>
    public static void LogError(EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Error, eventId, exception, message, args);

    /// <summary>Writes an object as the message at Error.</summary>
    public static void LogError(object message) =>
        Instance.LogObject(LogLevel.Error, message);

    /// <summary>Writes an exception at Error.</summary>
    public static void LogError(Exception exception) =>
        Instance.Log(LogLevel.Error, exception, exception.Message);

    /// <summary>Writes a templated line at Critical.</summary>
    public static void LogCritical(string message, params object?[] args) =>
        Instance.Log(LogLevel.Critical, message, args);

    /// <summary>Writes a templated line and an exception at Critical.</summary>
    public static void LogCritical(Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Critical, exception, message, args);

    /// <summary>Writes a templated line of an event at Critical.</summary>
    public static void LogCritical(EventId eventId, string message, params object?[] args) =>
        Instance.Log(LogLevel.Critical, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at Critical.</summary>
    public static void LogCritical(EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(LogLevel.Critical, eventId, exception, message, args);

    /// <summary>Writes an object as the message at Critical.</summary>
    public static void LogCritical(object message) =>
        Instance.LogObject(LogLevel.Critical, message);

    /// <summary>Writes an exception at Critical.</summary>
    public static void LogCritical(Exception exception) =>
        Instance.Log(LogLevel.Critical, exception, exception.Message);

    /// <summary>Writes a templated line at a level.</summary>
    public static void Log(LogLevel logLevel, string message, params object?[] args) =>
        Instance.Log(logLevel, message, args);

    /// <summary>Writes a templated line and an exception at a level.</summary>
    public static void Log(LogLevel logLevel, Exception exception, string message, params object?[] args) =>
        Instance.Log(logLevel, exception, message, args);

    /// <summary>Writes a templated line of an event at a level.</summary>
    public static void Log(LogLevel logLevel, EventId eventId, string message, params object?[] args) =>
        Instance.Log(logLevel, eventId, message, args);

    /// <summary>Writes a templated line of an event and an exception at a level.</summary>
    public static void Log(LogLevel logLevel, EventId eventId, Exception exception, string message, params object?[] args) =>
        Instance.Log(logLevel, eventId, exception, message, args);

    /// <summary>Writes an object as the message at a level.</summary>
    public static void Log(LogLevel logLevel, object message) =>
        Instance.LogObject(logLevel, message);

    /// <summary>Writes an exception at a level.</summary>
    public static void Log(LogLevel logLevel, Exception exception) =>
        Instance.Log(logLevel, exception, exception.Message);
}
