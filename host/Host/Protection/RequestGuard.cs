using AiProxy.Host.Endpoints;
using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Protection;

/// <summary>Refuses what breaks a rule, before anything reads its body or spends a key.</summary>
internal sealed partial class RequestGuard(RequestDelegate next, OwnHosts hosts, IOptions<HostOptions> options, ILogger<RequestGuard> logger)
{
    private readonly RequestRules _rules = new(hosts, options.Value.MaxRequestHeaderBytes);

    public Task InvokeAsync(HttpContext context)
    {
        if (_rules.Check(context) is not { } refusal)
        {
            return next(context);
        }
        LogRefused(refusal.Status, refusal.Code, context.Request.Method, RequestIdentity.Of(context));
        return JsonAnswers.WriteAsync(context, refusal);
    }

    // Neither path nor header: both are whatever a stranger wants to have in the log.
    [LoggerMessage(30, LogLevel.Warning, "Refused a {Method} request with {Status} {Code} ({CorrelationId})")]
    private partial void LogRefused(int status, string code, string method, string correlationId);
}
