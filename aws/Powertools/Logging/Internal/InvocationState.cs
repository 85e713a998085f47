using Amazon.Lambda.Core;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>What the lines of one invocation share. It follows the code path, so that concurrent invocations keep apart.</summary>
internal sealed class InvocationState(
    LoggingAttribute attribute, bool coldStart, ILambdaContext? context, string? traceId, ILambdaSerializer serializer)
{
    private static readonly AsyncLocal<InvocationState?> Local = new();
    private static volatile bool _hasInvocation;

    public static InvocationState? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    /// <summary>Whether the process has seen no invocation yet.</summary>
    public static bool IsBeforeFirst => !_hasInvocation;

    public LoggingAttribute Attribute => attribute;

    public bool ColdStart => coldStart;

    public ILambdaContext? Context => context;

    public string? TraceId => traceId;

    public ILambdaSerializer Serializer => serializer;

    public LogKeys Keys { get; } = new();

    public LogBuffer Buffer { get; } = new();

    /// <summary>Whether sampling chose this invocation to log from Debug on.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Counts an invocation in; true for its function's first. A process that hosts several functions starts each of them cold.</summary>
    public static bool CountIn(LoggingAttribute attribute)
    {
        _hasInvocation = true;
        return attribute.IsFirstUse();
    }

    public void FlushBuffer()
    {
        var settings = LoggerSettings.Of(Logger.Configuration, attribute);
        if (Buffer.FlushTo(settings.Output))
        {
            new PowertoolsLogger(Logger.Category, () => Logger.Configuration).WriteNow(
                Microsoft.Extensions.Logging.LogLevel.Warning,
                "Some logs are not displayed because they were evicted from the buffer. Increase buffer size to store more logs in the buffer");
        }
    }

    /// <summary>For tests: as if the process had just started.</summary>
    internal static void ForgetInvocations() => _hasInvocation = false;
}
