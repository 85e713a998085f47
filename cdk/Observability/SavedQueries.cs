namespace AiProxy.Cdk.Observability;

/// <summary>The questions that the runbooks ask of the log. Keys are those of the functions' lines; a test holds the two together.</summary>
internal static class SavedQueries
{
    private static readonly string[] Workflow = ["Validate", "Transform", "CallProvider", "Merge"];
    private static readonly string[] Everyone = ["Gateway", "Authorize", .. Workflow];

    /// <summary>The API's access log among the functions' logs.</summary>
    public const string AccessLog = "the API's access log";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SavedQuery> All { get; } =
    [
        new("execution by request id", Everyone,
            """
            # Put the answer's x-request-id in place of REQUEST_ID: every line of one request, in order.
            fields @timestamp, function_name, coalesce(event, outcome) as what, target, provider, model, attempts, coalesce(call_status, status) as ended,
              latency_ms, prompt_tokens, completion_tokens, coalesce(cost_usd, call_cost_usd) as usd, coalesce(error_name, failure_class) as class, message
            | filter correlation_id = "REQUEST_ID"
            | sort @timestamp asc
            | limit 200
            """),
        new("requests that failed", ["Merge"],
            """
            fields @timestamp, correlation_id, route, strategy, status, answered, asked, message
            | filter event = "request_failed"
            | sort @timestamp desc
            | limit 100
            """),
        new("call failures by provider and class", ["CallProvider"],
            """
            filter outcome = "failed"
            | stats count(*) as failures, max(latency_ms) as slowest_ms by provider, model, error_name
            | sort failures desc
            """),
        new("provider latency", ["CallProvider"],
            """
            filter outcome = "answered"
            | stats count(*) as answers, pct(latency_ms, 50) as p50, pct(latency_ms, 95) as p95, pct(latency_ms, 99) as p99, max(latency_ms) as slowest by provider, model
            | sort p95 desc
            """),
        new("slowest calls", ["CallProvider"],
            """
            fields @timestamp, correlation_id, target, provider, model, outcome, latency_ms, prompt_tokens, completion_tokens
            | filter ispresent(latency_ms)
            | sort latency_ms desc
            | limit 50
            """),
        new("cost by caller", ["Validate", "CallProvider"],
            """
            # The caller is in Validate's line of a request, the cost in CallProvider's. Keep the time range narrow where there are very many requests.
            filter ispresent(caller) or outcome = "answered"
            | stats sortsLast(caller) as who, sum(cost_usd) as usd, sum(total_tokens) as tokens, count(cost_usd) as calls by correlation_id
            | stats sum(usd) as cost_usd, sum(tokens) as total_tokens, sum(calls) as priced_calls, count(*) as requests by who
            | sort cost_usd desc
            """),
        new("cost by provider and model", ["CallProvider"],
            """
            filter outcome = "answered"
            | stats sum(cost_usd) as usd, sum(prompt_tokens) as tokens_in, sum(cached_tokens) as cached, sum(completion_tokens) as tokens_out,
              count(*) as answers, count(cost_usd) as priced by provider, model
            | sort usd desc
            """),
        new("requests by caller and route", ["Validate"],
            """
            filter event like /request_/
            | stats count(*) as requests by caller, route, event
            | sort requests desc
            """),
        new("answers by caller and status", ["Gateway"],
            """
            # Answers from the store too, which reach no other function.
            filter ispresent(duration_ms)
            | stats count(*) as answers, pct(duration_ms, 50) as p50_ms, pct(duration_ms, 95) as p95_ms by caller, status
            | sort answers desc
            """),
        new("refusals by code", ["Validate"],
            """
            filter event = "request_refused"
            | stats count(*) as refusals by caller, code, status
            | sort refusals desc
            """),
        new("fallbacks and degraded answers", ["Merge"],
            """
            filter event = "call_settled" and (call_status = "failed" or message like /fallback True/)
            | stats count(*) as calls by provider, model, call_status, failure_class
            | sort calls desc
            """),
        new("errors of our own", Everyone,
            """
            fields @timestamp, function_name, correlation_id, message, exception.type, exception.message
            | filter level in ["Error", "Critical"]
            | sort @timestamp desc
            | limit 100
            """),
        new("API requests by status", [AccessLog],
            """
            stats count(*) as requests, count_distinct(source_ip) as addresses, pct(latency_ms, 95) as p95_ms by status, error, method, path
            | sort requests desc
            """),
        new("API refusals by address and key", [AccessLog],
            """
            filter status >= 400 and status < 500
            | stats count(*) as refusals by status, error, source_ip, caller, key_id
            | sort refusals desc
            | limit 100
            """),
        new("slowest API requests", [AccessLog],
            """
            # request_id is api_request_id in Gateway's lines, which have the request's own id as correlation_id.
            fields @timestamp, request_id, caller, status, latency_ms, integration_latency_ms, authorizer_latency_ms, response_bytes
            | sort latency_ms desc
            | limit 50
            """),
        new("cold starts and memory", Everyone,
            """
            # Lambda's own REPORT lines; the fields with an @ are found by CloudWatch.
            filter @type = "REPORT"
            | stats count(*) as invocations, count(@initDuration) as cold, pct(@initDuration, 95) as init_p95_ms, pct(@duration, 50) as p50_ms, pct(@duration, 99) as p99_ms,
              max(@maxMemoryUsed / 1000000) as used_mb, max(@memorySize / 1000000) as size_mb by @log
            """),
    ];
}
