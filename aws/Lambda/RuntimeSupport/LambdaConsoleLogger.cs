using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The log lines of <see href="https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html">Lambda's advanced logging controls</see>:
/// <c>time TAB requestId TAB level TAB message</c>, or one JSON object a line, filtered by level.
/// </summary>
internal sealed class LambdaConsoleLogger(LambdaEnvironment environment, TextWriter output, TimeProvider time) : ILambdaLogger
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private readonly AsyncLocal<ILambdaContext?> _invocation = new();
    private readonly LogLevel _minimum = Parse(environment.LogLevel) ?? LogLevel.Information;

    /// <summary>The invocation whose id lines of the current code path carry.</summary>
    public ILambdaContext? Invocation
    {
        get => _invocation.Value;
        set => _invocation.Value = value;
    }

    public void Log(string message) => output.Write(message);

    public void LogLine(string message) => Write(LogLevel.Information, null, message, []);

    public void Log(string level, string message) => Write(Parse(level), null, message, []);

    public void Log(string level, string message, params object?[] args) => Write(Parse(level), null, message, args);

    public void Log(string level, Exception? exception, string message, params object?[] args) =>
        Write(Parse(level), exception, message, args);

    private static LogLevel? Parse(string? level) => level?.ToUpperInvariant() switch
    {
        null or "" => null,
        "FATAL" => LogLevel.Critical,
        "WARN" => LogLevel.Warning,
        "INFO" => LogLevel.Information,
        _ => Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed) ? parsed : null,
    };

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => level.ToString(),
    };

    private void Write(LogLevel? level, Exception? exception, string message, object?[] args)
    {
        var effective = level ?? LogLevel.Information;
        if (level is not null && effective < _minimum)
            return;

        var template = args.Length == 0 ? null : new MessageTemplate(message);
        var text = template?.Render(args) ?? message;
        output.WriteLine(environment.LogsJson ? Json(effective, exception, text, template, args) : Text(effective, exception, text));
    }

    private string Text(LogLevel level, Exception? exception, string message)
    {
        var line = new StringBuilder();
        line.Append(Now()).Append('\t').Append(Invocation?.AwsRequestId).Append('\t').Append(Label(level)).Append('\t').Append(message);
        if (exception is not null)
            line.Append(message.Length > 0 ? "\n" : "").Append(exception);
        return line.ToString();
    }

    private string Json(LogLevel level, Exception? exception, string message, MessageTemplate? template, object?[] args)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", Now());
            json.WriteString("level", level.ToString());
            WriteIfSet(json, "requestId", Invocation?.AwsRequestId);
            WriteIfSet(json, "tenantId", Invocation?.TenantId);
            WriteIfSet(json, "traceId", Invocation?.TraceId);
            json.WriteString("message", message);
            foreach (var (name, value, format) in template?.Properties(args) ?? [])
                WriteProperty(json, name, value, format);
            if (exception is not null)
                WriteException(json, exception);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private string Now() => time.GetUtcNow().ToString(TimestampFormat, CultureInfo.InvariantCulture);

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object? value, string? format)
    {
        switch (value)
        {
            case null:
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal when format is null:
                json.WritePropertyName(name);
                json.WriteRawValue(MessageTemplate.Show(value, null));
                break;
            case double number when format is null && double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case float number when format is null && float.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, MessageTemplate.Show(value, format));
                break;
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteString("errorType", exception.GetType().FullName);
        json.WriteString("errorMessage", exception.Message);
        json.WriteStartArray("stackTrace");
        foreach (var line in exception.ToString().Split('\n', StringSplitOptions.TrimEntries))
            json.WriteStringValue(line);
        json.WriteEndArray();
    }
}
