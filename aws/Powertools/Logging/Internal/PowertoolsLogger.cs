using System.Globalization;
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
            Write(logLevel, formatter(state, exception), exception, Arguments(state as IReadOnlyList<KeyValuePair<string, object?>>));
    }

    /// <summary>Logs an object as the message itself.</summary>
    public void LogObject(LogLevel level, object? message)
    {
        if (IsEnabled(level))
            Write(level, message, null, []);
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

    private static IEnumerable<KeyValuePair<string, object?>> Arguments(IReadOnlyList<KeyValuePair<string, object?>>? state)
    {
        if (state is null)
            yield break;

        var template = state.FirstOrDefault(pair => pair.Key == OriginalFormat).Value as string ?? "";
        foreach (var (name, value) in state)
        {
            if (name.Length == 0 || name == OriginalFormat)
                continue;
            if (name[0] == '@')
                yield return new(name[1..], value);
            else
                yield return new(name, Plain(name, value, template));
        }
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
        var start = template.IndexOf($"{{{name}:", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 2;
        var end = template.IndexOf('}', start);
        return end < 0 ? null : template[start..end];
    }

    private void Write(LogLevel level, object? message, Exception? exception, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var invocation = InvocationState.Current;
        var settings = Settings(invocation);
        var line = LogLine.Write(settings, invocation, category, level, message, exception, [.. ScopeKeys(), .. arguments]);

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

    private IEnumerable<KeyValuePair<string, object?>> ScopeKeys()
    {
        for (var scope = _scope.Value; scope is not null; scope = scope.Parent)
        {
            foreach (var key in scope.Keys)
                yield return key;
        }
    }

    private LoggerSettings Settings(InvocationState? invocation) => LoggerSettings.Of(configuration(), invocation?.Attribute);

    private sealed class LogScope(PowertoolsLogger owner, object state, LogScope? parent) : IDisposable
    {
        public LogScope? Parent => parent;

        public IEnumerable<KeyValuePair<string, object?>> Keys { get; } = state switch
        {
            IEnumerable<KeyValuePair<string, string>> texts => [.. texts.Select(text => KeyValuePair.Create(text.Key, (object?)text.Value))],
            IEnumerable<KeyValuePair<string, object?>> values => [.. values.Where(value => value.Key != OriginalFormat)],
            _ => [],
        };

        public void Dispose() => owner._scope.Value = parent;
    }
}
