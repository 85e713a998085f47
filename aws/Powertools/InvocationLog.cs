using System.ComponentModel;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Logging.Internal;

namespace AiProxy.Aws.Powertools;

/// <summary>
/// What <see cref="LoggingAttribute"/> does around a handler, for the generated wrapper to call: begun before anything else of the
/// invocation and ended whatever happens to it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InvocationLog : IDisposable
{
    private readonly InvocationState? _outer;
    private readonly InvocationState _state;

    private InvocationLog(InvocationState? outer, InvocationState state)
    {
        _outer = outer;
        _state = state;
    }

    /// <summary>Begins an invocation's lines.</summary>
    /// <typeparam name="TEvent">The handler's event.</typeparam>
    /// <param name="attribute">The attribute on the handler; the same instance for all its invocations.</param>
    /// <param name="input">The event, or null for none.</param>
    /// <param name="context">The context, or null where the handler takes none.</param>
    /// <param name="serializer">The function's serializer.</param>
    public static InvocationLog Begin<TEvent>(LoggingAttribute attribute, TEvent? input, ILambdaContext? context, ILambdaSerializer serializer)
    {
        var settings = LoggerSettings.Of(Logger.Configuration, attribute);
        var isFirst = InvocationState.CountIn(attribute);
        var state = new InvocationState(attribute, isFirst, context, TraceRoot(context), serializer);
        var log = new InvocationLog(InvocationState.Current, state);
        InvocationState.Current = state;

        // As in v2 and later: the first invocation is never sampled, so that a cold start does not pay for it.
        if (settings.SamplingRate > 0 && !isFirst)
            Sample(settings, state);

        if (input is not null && (attribute.CorrelationIdPath is not null || settings.LogEvent))
            ReadEvent(attribute, settings, input, serializer);
        return log;
    }

    /// <summary>Says that the handler threw. Always false, so that it can stand in an exception filter.</summary>
    public bool Failed(Exception exception)
    {
        _ = exception;
        if (_state.Attribute.FlushBufferOnUncaughtError)
            _state.FlushBuffer();
        return false;
    }

    /// <summary>Ends the invocation's lines.</summary>
    public void Dispose()
    {
        if (_state.Attribute.ClearState)
            LogKeys.Process.Clear();
        InvocationState.Current = _outer;
    }

    private static void Sample(LoggerSettings settings, InvocationState state)
    {
        var value = settings.Sampler();
        if (value > settings.SamplingRate)
            return;

        state.IsVerbose = true;
        settings.Output.WriteLine(FormattableString.Invariant(
            $"Changed log level to DEBUG based on Sampling configuration. Sampling Rate: {settings.SamplingRate}, Sampler Value: {value}."));
    }

    private static void ReadEvent<TEvent>(LoggingAttribute attribute, LoggerSettings settings, TEvent input, ILambdaSerializer serializer)
    {
        try
        {
            var path = string.IsNullOrWhiteSpace(attribute.CorrelationIdPath) ? null : attribute.CorrelationIdPath;
            var isFound = path is null || TryReadCorrelationId(path, input!, serializer);
            if (isFound && !settings.LogEvent)
                return;

            using var document = Serialize(input, serializer);
            if (!isFound)
                Append(CorrelationId.Read(document.RootElement, path!));
            if (settings.LogEvent)
                Logger.LogInformation(document.RootElement);
        }
        catch (Exception exception)
        {
            // A boundary: what cannot be logged must not fail the invocation.
            Logger.LogDebug(exception, "Skipping the event's correlation id and log line, because it could not be serialized.");
        }
    }

    private static bool TryReadCorrelationId(string path, object input, ILambdaSerializer serializer)
    {
        if ((serializer as AbstractLambdaJsonSerializer)?.TypeInfoOf(input.GetType()) is not { } type
            || !CorrelationId.TryRead(input, type, path, out var id))
        {
            return false;
        }

        Append(id);
        return true;
    }

    private static void Append(string? correlationId)
    {
        if (correlationId is not null)
            Logger.AppendKey("CorrelationId", correlationId);
    }

    private static JsonDocument Serialize<TEvent>(TEvent input, ILambdaSerializer serializer)
    {
        if (input is Stream)
            throw new NotSupportedException("A raw stream is the handler's to read.");

        var buffer = new MemoryStream();
        serializer.Serialize(input, buffer);
        return JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    private static string? TraceRoot(ILambdaContext? context)
    {
        var header = context?.TraceId ?? LambdaTraceProvider.CurrentTraceId ?? Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
        var root = header?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return string.IsNullOrWhiteSpace(root) ? null : root.Replace("Root=", "", StringComparison.Ordinal);
    }
}
