using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>
/// One line: level, message, timestamp, service, cold_start, function_*, xray_trace_id, name, sampling_rate, then appended keys, scopes and
/// the template's arguments, then the exception. The standing keys cannot be taken by others; among others the first wins.
/// </summary>
internal static class LogLine
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly HashSet<string> Standing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Level", "LogLevel", "Message", "Timestamp", "Service", "ColdStart", "FunctionName", "FunctionMemorySize", "FunctionArn",
        "FunctionRequestId", "FunctionVersion", "XrayTraceId", "Name", "SamplingRate", "Exception",
    };

    public static string Write(
        LoggerSettings settings,
        InvocationState? invocation,
        string category,
        LogLevel level,
        object? message,
        Exception? exception,
        IEnumerable<KeyValuePair<string, object?>> own)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            var values = new LogValueWriter(json, settings, invocation?.Serializer);
            var naming = settings.Naming;
            json.WriteStartObject();
            json.WriteString(naming.Of(settings.LevelKey), level.ToString());
            json.WritePropertyName(naming.Of("Message"));
            values.Write(message);
            json.WriteString(
                naming.Of("Timestamp"),
                settings.Time.GetUtcNow().UtcDateTime.ToString(settings.TimestampFormat, CultureInfo.InvariantCulture));
            json.WriteString(naming.Of("Service"), settings.Service);
            json.WriteBoolean(naming.Of("ColdStart"), invocation?.ColdStart ?? InvocationState.IsBeforeFirst);
            if (invocation?.Context is { } context)
            {
                json.WriteString(naming.Of("FunctionName"), context.FunctionName);
                json.WriteNumber(naming.Of("FunctionMemorySize"), context.MemoryLimitInMB);
                json.WriteString(naming.Of("FunctionArn"), context.InvokedFunctionArn);
                json.WriteString(naming.Of("FunctionRequestId"), context.AwsRequestId);
                json.WriteString(naming.Of("FunctionVersion"), context.FunctionVersion);
            }

            if (invocation?.TraceId is { } traceId)
                json.WriteString(naming.Of("XrayTraceId"), traceId);
            json.WriteString(naming.Of("Name"), category);
            if (settings.SamplingRate > 0)
                json.WriteNumber(naming.Of("SamplingRate"), settings.SamplingRate);

            WriteOthers(json, values, naming, own);
            if (exception is not null)
            {
                json.WritePropertyName(naming.Of("Exception"));
                values.Write(exception);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOthers(
        Utf8JsonWriter json, LogValueWriter values, LogNaming naming, IEnumerable<KeyValuePair<string, object?>> own)
    {
        var written = new HashSet<JsonEncodedText>();
        foreach (var (key, value) in LogKeys.Effective().Concat(own!))
        {
            if (string.IsNullOrWhiteSpace(key) || Standing.Contains(LogNaming.ToPascal(key)))
                continue;

            var name = naming.Of(key);
            if (!written.Add(name))
                continue;
            json.WritePropertyName(name);
            values.Write(value);
        }
    }
}
