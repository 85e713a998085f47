using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>
/// Gives every line logged while the handler runs the invocation's keys: cold start, trace, correlation id, Lambda context.
/// Honoured by the wrapper that the generator writes, so it belongs on the method with <c>[LambdaFunction]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class LoggingAttribute : Attribute
{
    private bool _logEvent;
    private int _isUsed;

    /// <summary>The value of <c>service</c>; by default POWERTOOLS_SERVICE_NAME, else <c>service_undefined</c>.</summary>
    public string? Service { get; set; }

    /// <summary>The lowest level written; None means POWERTOOLS_LOG_LEVEL, else Information. AWS_LAMBDA_LOG_LEVEL wins over all.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.None;

    /// <summary>The share of invocations, 0 to 1, that log from Debug on. 0 means POWERTOOLS_LOGGER_SAMPLE_RATE.</summary>
    public double SamplingRate { get; set; }

    /// <summary>Whether the event is logged; when not set, POWERTOOLS_LOGGER_LOG_EVENT decides. Events hold what callers sent: mind it.</summary>
    public bool LogEvent
    {
        get => _logEvent;
        set
        {
            _logEvent = value;
            IsLogEventSet = true;
        }
    }

    /// <summary>Where the event keeps its correlation id, names separated by <c>/</c>, in any case; see <see cref="CorrelationIdPaths"/>.</summary>
    public string? CorrelationIdPath { get; set; }

    /// <summary>
    /// Whether keys appended outside of invocations are removed too when the handler ends. Keys appended while it runs always are:
    /// they belong to the invocation, so that concurrent ones in one process do not mix.
    /// </summary>
    public bool ClearState { get; set; }

    /// <summary>How keys are written.</summary>
    public LoggerOutputCase LoggerOutputCase { get; set; } = LoggerOutputCase.Default;

    /// <summary>Whether held-back lines are written when the handler throws.</summary>
    public bool FlushBufferOnUncaughtError { get; set; }

    internal bool IsLogEventSet { get; private set; }

    /// <summary>True once: for the first invocation of the function this stands on, though others of the process came before.</summary>
    internal bool IsFirstUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;
}
