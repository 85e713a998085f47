using System.Threading.RateLimiting;
using AiProxy.Contracts.Errors;
using AiProxy.Host.Endpoints;
using AiProxy.Host.Projects;
using AiProxy.Host.Shutdown;

namespace AiProxy.Host.Admission;

/// <summary>Lets a request run its workflow when a slot is free, on the routes and workflows that are in force then.</summary>
internal sealed partial class AdmissionMiddleware(
    RequestDelegate next, WorkflowSlots slots, LiveProject project, Drain drain, ILogger<AdmissionMiddleware> logger)
{
    private const string RetryAfterSeconds = "1";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<WorkflowMetadata>() is null)
        {
            await next(context);
            return;
        }
        using RateLimitLease? slot = slots.TryTake() ?? await QueueAsync(context.RequestAborted);
        if (slot is null)
        {
            LogBusy(RequestIdentity.Of(context));
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await JsonAnswers.WriteAsync(context, Busy());
            return;
        }
        project.Pin();
        await next(context);
    }

    // Who still waits for a slot when the host is told to stop has begun nothing: it is sent away at once, by the middleware around this one.
    private async Task<RateLimitLease?> QueueAsync(CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, drain.Stopping);
        return await slots.QueueAsync(either.Token);
    }

    private static OpenAiError Busy() => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Type = "rate_limit_error",
        Code = "server_busy",
        Message = "As many requests are running and waiting as this gateway takes on. Try again, or raise AiProxy:MaxConcurrentRequests or AiProxy:MaxQueuedRequests.",
        ShouldRetry = true,
    };

    [LoggerMessage(31, LogLevel.Warning, "Refused a request with 429 server_busy: all slots and the queue are taken ({CorrelationId})")]
    private partial void LogBusy(string correlationId);
}
