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

    /// <summary>A larger line's buffer is not kept, in bytes.</summary>
    private const int MaxKeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static Scratch? _spare;

    public static string Write(
        LoggerSettings settings,
        InvocationState? invocation,
        string category,
        LogLevel level,
        object? message,
        Exception? exception,
        ReadOnlySpan<KeyValuePair<string, object?>> own)
    {
        // Taken, not only used: writing a value may call code that logs.
        var scratch = _spare ?? new Scratch();
        _spare = null;
        var json = scratch.Json;
        try
        {
            var values = new LogValueWriter(json, settings, invocation?.Serializer);
            var naming = settings.Naming;
            json.WriteStartObject();
            json.WriteString(naming.Of(settings.LevelKey), level.ToString());
            json.WritePropertyName(naming.Of("Message"));
            values.Write(message);
            WriteTime(json, naming.Of("Timestamp"), settings);
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

            WriteOthers(scratch, values, naming, own);
            if (exception is not null)
            {
                json.WritePropertyName(naming.Of("Exception"));
                values.Write(exception);
            }

            json.WriteEndObject();
            json.Flush();
            return Encoding.UTF8.GetString(scratch.Buffer.WrittenSpan);
        }
        finally
        {
            if (scratch.Buffer.Capacity <= MaxKeptBuffer)
                _spare = scratch.Cleared();
        }
    }

    private static void WriteTime(Utf8JsonWriter json, JsonEncodedText name, LoggerSettings settings)
    {
        Span<char> text = stackalloc char[64];
        var now = settings.Time.GetUtcNow().UtcDateTime;
        if (now.TryFormat(text, out var length, settings.TimestampFormat, CultureInfo.InvariantCulture))
            json.WriteString(name, text[..length]);
        else
            json.WriteString(name, now.ToString(settings.TimestampFormat, CultureInfo.InvariantCulture));
    }

    private static void WriteOthers(
        Scratch scratch, LogValueWriter values, LogNaming naming, ReadOnlySpan<KeyValuePair<string, object?>> own)
    {
        foreach (var (key, value) in LogKeys.Effective())
            WriteOther(scratch, values, naming, key, value);
        foreach (var (key, value) in own)
            WriteOther(scratch, values, naming, key, value);
    }

    private static void WriteOther(Scratch scratch, LogValueWriter values, LogNaming naming, string key, object? value)
    {
        if (string.IsNullOrWhiteSpace(key))
            return;

        var name = naming.Find(key);
        if (name.IsStanding || scratch.Written.Contains(name.Text))
            return;
        scratch.Written.Add(name.Text);
        scratch.Json.WritePropertyName(name.Text);
        values.Write(value);
    }

    /// <summary>What writing a line needs, kept for the thread's next one.</summary>
    private sealed class Scratch
    {
        public Scratch() => Json = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(1024);

        public Utf8JsonWriter Json { get; }

        /// <summary>Names that the line has; few, so that a list is found through faster than a set.</summary>
        public List<JsonEncodedText> Written { get; } = [];

        public Scratch Cleared()
        {
            Json.Reset();
            Buffer.ResetWrittenCount();
            Written.Clear();
            return this;
        }
    }
}
