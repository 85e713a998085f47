using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>The logger behind <see cref="Logger"/> and <c>ILogger</c>.</summary>
internal sealed class PowertoolsLogger(string category, Func<PowertoolsLoggerConfiguration> configuration) : ILogger
{
    private const string OriginalFormat = "{OriginalFormat}";

    private readonly AsyncLocal<LogScope?> _scope = new();

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull
    {
        var scope = new LogScope(this, state, _scope.Value);
        _scope.Value = scope;
        return scope;
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        if (logLevel == LogLevel.None)
            return false;
        var invocation = InvocationState.Current;
        var settings = Settings(invocation);
        return logLevel >= Minimum(settings, invocation) || (invocation is not null && settings.IsBuffered(logLevel));
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Write(logLevel, formatter(state, exception), exception, state as IReadOnlyList<KeyValuePair<string, object?>>);
    }

    /// <summary>Logs an object as the message itself.</summary>
    public void LogObject(LogLevel level, object? message)
    {
        if (IsEnabled(level))
            Write(level, message, null, state: null);
    }

    /// <summary>Writes a line of the logger's own, past level and buffer.</summary>
    public void WriteNow(LogLevel level, string message)
    {
        var invocation = InvocationState.Current;
        var settings = Settings(invocation);
        settings.Output.WriteLine(LogLine.Write(settings, invocation, category, level, message, null, []));
    }

    private static LogLevel Minimum(LoggerSettings settings, InvocationState? invocation) =>
        invocation is { IsVerbose: true } && settings.Minimum > LogLevel.Debug ? LogLevel.Debug : settings.Minimum;

    private List<KeyValuePair<string, object?>> Keys(IReadOnlyList<KeyValuePair<string, object?>>? state)
    {
        var keys = new List<KeyValuePair<string, object?>>(state?.Count ?? 0);
        for (var scope = _scope.Value; scope is not null; scope = scope.Parent)
            keys.AddRange(scope.Keys);
        if (state is null)
            return keys;

        var template = TemplateOf(state);
        for (var i = 0; i < state.Count; i++)
        {
            var (name, value) = state[i];
            if (name.Length == 0 || name == OriginalFormat)
                continue;
            keys.Add(name[0] == '@' ? new(name[1..], value) : new(name, Plain(name, value, template)));
        }

        return keys;
    }

    private static string TemplateOf(IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        // The last by convention.
        for (var i = state.Count - 1; i >= 0; i--)
        {
            if (state[i].Key == OriginalFormat)
                return state[i].Value as string ?? "";
        }

        return "";
    }

    /// <summary>Numbers, dates and text as they are, formatted where the template says so; other objects as text.</summary>
    private static object? Plain(string name, object? value, string template)
    {
        if (value is IFormattable formattable && FormatOf(name, template) is { } format)
        {
            var text = formattable.ToString(format, CultureInfo.InvariantCulture);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
        }

        return value is null or string or ValueType ? value : value.ToString();
    }

    private static string? FormatOf(string name, string template)
    {
        if (!template.Contains(':', StringComparison.Ordinal))
            return null;
        var start = template.IndexOf($"{{{name}:", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 2;
        var end = template.IndexOf('}', start);
        return end < 0 ? null : template[start..end];
    }

    private void Write(LogLevel level, object? message, Exception? exception, IReadOnlyList<KeyValuePair<string, object?>>? state)
    {
        var invocation = InvocationState.Current;
        var settings = Settings(invocation);
        var line = LogLine.Write(settings, invocation, category, level, message, exception, CollectionsMarshal.AsSpan(Keys(state)));

        if (invocation is not null && settings.Buffering is { } buffering)
        {
            if (level <= buffering.BufferAtLogLevel)
            {
                if (invocation.Buffer.Add(line, buffering.MaxBytes))
                    return;
                WriteNow(LogLevel.Warning, "Cannot add item to the buffer, its size exceeds MaxBytes: the line is written at once.");
            }
            else if (level >= LogLevel.Error && buffering.FlushOnErrorLog)
            {
                invocation.FlushBuffer();
            }
        }

        settings.Output.WriteLine(line);
    }

    private LoggerSettings Settings(InvocationState? invocation) => LoggerSettings.Of(configuration(), invocation?.Attribute);

    private sealed class LogScope(PowertoolsLogger owner, object state, LogScope? parent) : IDisposable
    {
        public LogScope? Parent => parent;

        public KeyValuePair<string, object?>[] Keys { get; } = state switch
        {
            IEnumerable<KeyValuePair<string, string>> texts => [.. texts.Select(text => KeyValuePair.Create(text.Key, (object?)text.Value))],
            IEnumerable<KeyValuePair<string, object?>> values => [.. values.Where(value => value.Key != OriginalFormat)],
            _ => [],
        };

        public void Dispose() => owner._scope.Value = parent;
    }
}
