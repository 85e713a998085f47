using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiProxy.Aws.Lambda;

/// <summary>
/// The JSON that Lambda reports for an exception: <c>{errorType, errorMessage, stackTrace, cause, causes}</c>.
/// Step Functions takes <c>errorType</c> as the error's name and the whole text as its Cause.
/// </summary>
/// <remarks>
/// Internal, and dependent on the class library only: the local host compiles this file by link, so that it says what Lambda says
/// with either set of packages.
/// </remarks>
internal static class FunctionError
{
    /// <summary>The Runtime API takes no larger error, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private const string Truncated = "Exception exceeded maximum payload size of 256KB.";
    private const int MaxDepth = 32;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name ASL's ErrorEquals has to match: the class's own name, without its namespace.</summary>
    public static string TypeOf(Exception exception) => exception.GetType().Name;

    /// <summary>The error's JSON, UTF-8, of at most so many bytes: causes go first, then the stack trace, then the message.</summary>
    public static byte[] ToJson(Exception exception, int maxBytes = MaxBytes)
    {
        var whole = Write(Indented, writer => WriteException(writer, exception, depth: 0));
        if (whole.Length <= maxBytes)
            return whole;

        var alone = Write(Indented, writer => WriteAlone(writer, exception, exception.Message, withStack: true));
        if (alone.Length <= maxBytes)
            return alone;

        var bare = Write(Indented, writer => WriteAlone(writer, exception, exception.Message, withStack: false));
        return bare.Length <= maxBytes
            ? bare
            : Write(Indented, writer => WriteAlone(writer, exception, Truncated, withStack: false));
    }

    /// <summary>The JSON of an error that no exception stands for.</summary>
    public static byte[] ToJson(string errorType, string message) => Write(Indented, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", errorType);
        writer.WriteString("errorMessage", message);
        writer.WriteEndObject();
    });

    /// <summary>
    /// The cause X-Ray shows, on one line, for the header <c>Lambda-Runtime-Function-XRay-Error-Cause</c>; UTF-8.
    /// Frames have a path and a line only where symbols are deployed.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="maxBytes">The most that it may take: the frames go first.</param>
    /// <returns>Null if it does not fit at all.</returns>
    public static byte[]? ToXRayCause(Exception exception, int maxBytes = MaxBytes)
    {
        var whole = WriteXRayCause(exception, Frames(exception));
        if (whole.Length <= maxBytes)
            return whole;

        var bare = WriteXRayCause(exception, []);
        return bare.Length <= maxBytes ? bare : null;
    }

    private static byte[] WriteXRayCause(Exception exception, List<(string? Path, int Line, string Label)> frames) => Write(Compact, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("working_directory", Environment.CurrentDirectory);
        writer.WriteStartArray("exceptions");
        writer.WriteStartObject();
        writer.WriteString("type", TypeOf(exception));
        writer.WriteString("message", exception.Message.Trim());
        if (frames.Count > 0)
        {
            writer.WriteStartArray("stack");
            foreach (var (path, line, label) in frames)
            {
                writer.WriteStartObject();
                if (path is not null)
                {
                    writer.WriteString("path", path);
                    writer.WriteNumber("line", line);
                }

                writer.WriteString("label", label);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("paths");
        foreach (var path in frames.Select(frame => frame.Path).OfType<string>().Distinct())
            writer.WriteStringValue(path);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] Write(JsonWriterOptions options, Action<Utf8JsonWriter> body)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
            body(writer);
        return buffer.ToArray();
    }

    private static void WriteException(Utf8JsonWriter writer, Exception exception, int depth)
    {
        writer.WriteStartObject();
        WriteOwnMembers(writer, exception, exception.Message, withStack: true);
        if (depth < MaxDepth)
        {
            if (exception.InnerException is { } inner)
            {
                writer.WritePropertyName("cause");
                WriteException(writer, inner, depth + 1);
            }

            if (exception is AggregateException { InnerExceptions.Count: > 0 } aggregate)
            {
                writer.WriteStartArray("causes");
                foreach (var one in aggregate.InnerExceptions)
                    WriteException(writer, one, depth + 1);
                writer.WriteEndArray();
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteAlone(Utf8JsonWriter writer, Exception exception, string message, bool withStack)
    {
        writer.WriteStartObject();
        WriteOwnMembers(writer, exception, message, withStack);
        writer.WriteEndObject();
    }

    private static void WriteOwnMembers(Utf8JsonWriter writer, Exception exception, string message, bool withStack)
    {
        writer.WriteString("errorType", TypeOf(exception));
        writer.WriteString("errorMessage", message.Trim());
        if (!withStack || string.IsNullOrEmpty(exception.StackTrace))
            return;

        writer.WriteStartArray("stackTrace");
        foreach (var line in exception.StackTrace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            writer.WriteStringValue(line);
        writer.WriteEndArray();
    }

    private static List<(string? Path, int Line, string Label)> Frames(Exception exception)
    {
        var frames = new List<(string? Path, int Line, string Label)>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            // Not GetMethod(): under Native AOT it has nothing to return. The diagnostic info is kept by every kind of publish.
            var method = DiagnosticMethodInfo.Create(frame);
            var label = method is null ? "Method has been trimmed" : $"{ShortName(method.DeclaringTypeName)}.{method.Name}";
            frames.Add((frame.GetFileName(), frame.GetFileLineNumber(), label));
        }

        return frames;
    }

    private static string ShortName(string? typeName) =>
        typeName is null ? "" : typeName[(typeName.LastIndexOfAny(['.', '+']) + 1)..];
}
