namespace AiProxy.Cdk.Observability;

/// <summary>The metrics that the functions' lines give. What AWS counts by itself (invocations, throttles, API errors) is not counted again.</summary>
internal static class LogMetrics
{
    private const string Answered = "$.outcome = \"answered\"";
    private const string Failed = "$.outcome = \"failed\"";

    private static readonly string[] CallProvider = ["CallProvider"];
    private static readonly string[] Merge = ["Merge"];
    private static readonly string[] Validate = ["Validate"];
    private static readonly string[] Workflow = ["Validate", "Transform", "CallProvider", "Merge"];
    private static readonly string[] Everyone = [.. Workflow, "Gateway", "Authorize"];
    private static readonly Dictionary<string, string> ByProvider = new() { ["Provider"] = "$.provider" };

    /// <summary>Tries of calls that a provider answered.</summary>
    public static LogMetric CallsAnswered { get; } = new("CallsAnswered", CallProvider, $"{{ {Answered} }}");

    /// <summary>Tries of calls that failed, for whatever reason.</summary>
    public static LogMetric CallsFailed { get; } = new("CallsFailed", CallProvider, $"{{ {Failed} }}");

    /// <summary>The same by provider and class of failure.</summary>
    public static LogMetric CallFailures { get; } = new("CallFailures", CallProvider, $"{{ {Failed} }}")
    {
        Dimensions = new Dictionary<string, string> { ["Provider"] = "$.provider", ["Class"] = "$.error_name" },
    };

    /// <summary>A provider refused its key, or the account there has no credit left: nothing mends itself.</summary>
    public static LogMetric KeyRefusals { get; } = new(
        "KeyRefusals", CallProvider, $"{{ ({Failed}) && (($.error_name = \"AuthenticationFailedException\") || ($.error_name = \"QuotaExhaustedException\")) }}");

    /// <summary>From the start of a call to its whole answer, of all providers.</summary>
    public static LogMetric CallLatency { get; } = new("CallLatency", CallProvider, $"{{ {Answered} }}", "$.latency_ms") { Unit = "Milliseconds" };

    /// <summary>The same by provider.</summary>
    public static LogMetric ProviderLatency { get; } = new("ProviderLatency", CallProvider, $"{{ {Answered} }}", "$.latency_ms")
    {
        Unit = "Milliseconds",
        Dimensions = ByProvider,
    };

    /// <summary>Tokens that went in, cached ones included.</summary>
    public static LogMetric PromptTokens { get; } = new("PromptTokens", CallProvider, "{ $.prompt_tokens = * }", "$.prompt_tokens") { Dimensions = ByProvider };

    /// <summary>Tokens that came out.</summary>
    public static LogMetric CompletionTokens { get; } =
        new("CompletionTokens", CallProvider, "{ $.completion_tokens = * }", "$.completion_tokens") { Dimensions = ByProvider };

    /// <summary>US dollars that providers will bill, as far as the routes' prices tell.</summary>
    public static LogMetric CostUsd { get; } = new("CostUsd", CallProvider, "{ $.cost_usd = * }", "$.cost_usd") { Unit = "None" };

    /// <summary>The same by provider.</summary>
    public static LogMetric ProviderCostUsd { get; } = new("ProviderCostUsd", CallProvider, "{ $.cost_usd = * }", "$.cost_usd") { Unit = "None", Dimensions = ByProvider };

    /// <summary>Answers whose cost nobody knows: the model has no price in the routes, or the provider named no usage.</summary>
    public static LogMetric CostUnknown { get; } = new("CostUnknown", CallProvider, $"{{ ({Answered}) && ($.cost_usd NOT EXISTS) }}");

    /// <summary>Requests that reached the end of the workflow, by route.</summary>
    public static LogMetric RouteRequests { get; } = new("RouteRequests", Merge, "{ $.event = \"request_*\" }")
    {
        Dimensions = new Dictionary<string, string> { ["Route"] = "$.route" },
    };

    /// <summary>Requests that were given an answer.</summary>
    public static LogMetric RequestsAnswered { get; } = new("RequestsAnswered", Merge, "{ $.event = \"request_answered\" }");

    /// <summary>Requests that were given none, and not because of what they asked.</summary>
    public static LogMetric RequestsFailed { get; } = new(
        "RequestsFailed", Merge, "{ ($.event = \"request_failed\") && (($.status = 429) || ($.status >= 500)) }");

    /// <summary>Requests in which a target failed or a fallback was asked, answered or not.</summary>
    public static LogMetric RequestsDegraded { get; } = new("RequestsDegraded", Merge, "{ ($.event = \"request_*\") && ($.degraded IS TRUE) }");

    /// <summary>Requests in which a target was asked because one before it gave no answer.</summary>
    public static LogMetric FallbacksUsed { get; } = new("FallbacksUsed", Merge, "{ ($.event = \"request_*\") && ($.fallback_used IS TRUE) }");

    /// <summary>Requests that Validate refused: malformed, unknown route, not allowed.</summary>
    public static LogMetric RequestsRefused { get; } = new("RequestsRefused", Validate, "{ $.event = \"request_refused\" }");

    /// <summary>First invocations of an execution environment, by function: of the lines of such an invocation the one that says how it ended.</summary>
    public static LogMetric ColdStarts { get; } = new(
        "ColdStarts", [.. Workflow, "Gateway"], "{ ($.cold_start IS TRUE) && (($.event = \"request_*\") || ($.outcome = *) || ($.duration_ms = *)) }")
    {
        Dimensions = new Dictionary<string, string> { ["Function"] = "$.function_name" },
    };

    /// <summary>Lines of level Error and worse: faults of this system, not of a provider or a caller.</summary>
    public static LogMetric ErrorLines { get; } = new("ErrorLines", Everyone, "{ ($.level = \"Error\") || ($.level = \"Critical\") }");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LogMetric> All { get; } =
    [
        CallsAnswered, CallsFailed, CallFailures, KeyRefusals, CallLatency, ProviderLatency, PromptTokens, CompletionTokens, CostUsd, ProviderCostUsd, CostUnknown,
        RouteRequests, RequestsAnswered, RequestsFailed, RequestsDegraded, FallbacksUsed, RequestsRefused, ColdStarts, ErrorLines,
    ];

    /// <summary>The namespace of a stack's metrics: stages side by side keep theirs apart.</summary>
    public static string Namespace(string stackName) => "AiProxy/" + stackName;
}
