namespace AiProxy.StatesLanguage;

/// <summary>The error names that Step Functions itself raises or matches.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation"/>
internal static class ErrorNames
{
    /// <summary>Matches any error except <see cref="Runtime"/> and a state's own <see cref="DataLimitExceeded"/>.</summary>
    public const string All = "States.ALL";

    /// <summary>Matches any error that <see cref="All"/> matches, except <see cref="Timeout"/>.</summary>
    public const string TaskFailed = "States.TaskFailed";

    /// <summary>A task ran longer than its TimeoutSeconds, or was silent longer than its HeartbeatSeconds.</summary>
    public const string Timeout = "States.Timeout";

    /// <summary>Matches a <see cref="Timeout"/> for want of a heartbeat.</summary>
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";

    /// <summary>The state could not be executed; never retried or caught.</summary>
    public const string Runtime = "States.Runtime";

    /// <summary>A payload is larger than 256 KiB.</summary>
    public const string DataLimitExceeded = "States.DataLimitExceeded";

    /// <summary>A JSONata expression failed, returned nothing or the wrong type.</summary>
    public const string QueryEvaluationError = "States.QueryEvaluationError";

    /// <summary>An intrinsic function could not do its work.</summary>
    public const string IntrinsicFailure = "States.IntrinsicFailure";

    /// <summary>A ResultPath does not fit the state's input.</summary>
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";

    /// <summary>More of a distributed Map's children failed than it tolerates.</summary>
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";

    /// <summary>A distributed Map's items could not be read.</summary>
    public const string ItemReaderFailed = "States.ItemReaderFailed";

    /// <summary>A distributed Map's results could not be written.</summary>
    public const string ResultWriterFailed = "States.ResultWriterFailed";

    /// <summary>
    /// The specification's name for a Choice without Default of which no rule matched. Step Functions, and so the engine, reports
    /// <see cref="Runtime"/>.
    /// </summary>
    public const string NoChoiceMatched = "States.NoChoiceMatched";
}
