using System.ComponentModel;
using System.Text.Json;
using Amazon.Lambda.Core;
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
            using var document = Serialize(input, serializer);
            if (CorrelationId(document.RootElement, attribute.CorrelationIdPath) is { } id)
                Logger.AppendKey("CorrelationId", id);
            if (settings.LogEvent)
                Logger.LogInformation(document.RootElement);
        }
        catch (Exception exception)
        {
            // A boundary: what cannot be logged must not fail the invocation.
            Logger.LogDebug(exception, "Skipping the event's correlation id and log line, because it could not be serialized.");
        }
    }

    private static JsonDocument Serialize<TEvent>(TEvent input, ILambdaSerializer serializer)
    {
        if (input is Stream)
            throw new NotSupportedException("A raw stream is the handler's to read.");

        using var buffer = new MemoryStream();
        serializer.Serialize(input, buffer);
        return JsonDocument.Parse(buffer.ToArray());
    }

    /// <summary>Walks the path; names match without regard to case and underscores, as the attribute's paths are written in .NET's case.</summary>
    private static string? CorrelationId(JsonElement element, string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return null;

        foreach (var name in path.Split(CorrelationIdPaths.Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind != JsonValueKind.Object || Member(element, name) is not { } member)
                return null;
            element = member;
        }

        var id = element.ToString();
        return string.IsNullOrWhiteSpace(id) ? null : id;
    }

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var exact))
            return exact;

        var plain = Plain(name);
        foreach (var member in element.EnumerateObject())
        {
            if (string.Equals(Plain(member.Name), plain, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static string? TraceRoot(ILambdaContext? context)
    {
        var header = context?.TraceId ?? LambdaTraceProvider.CurrentTraceId ?? Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
        var root = header?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return string.IsNullOrWhiteSpace(root) ? null : root.Replace("Root=", "", StringComparison.Ordinal);
    }
}
