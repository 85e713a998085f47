using System.Text;
using AiProxy.Contracts.Errors;
using AiProxy.Host.Endpoints;

namespace AiProxy.Host.Shutdown;

/// <summary>Ends a request whose time is up when the host stops, and answers it: 503, or an error event where a stream has begun.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, Drain drain)
{
    private const string EventStream = "text/event-stream";
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext context)
    {
        CancellationToken client = context.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, drain.Ended);
        context.RequestAborted = either.Token;
        drain.Enter();
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (drain.Stopping.IsCancellationRequested && !client.IsCancellationRequested)
        {
            context.RequestAborted = client;
            await AnswerAsync(context);
        }
        finally
        {
            context.RequestAborted = client;
            drain.Leave();
        }
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        OpenAiError error = ShuttingDown();
        if (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await JsonAnswers.WriteAsync(context, error);
        }
        else if (context.Response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) == true)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {error.ToJson()}\n\n"), context.RequestAborted);
        }
        else
        {
            // Half an answer must not look like a whole one.
            context.Abort();
        }
    }

    private static OpenAiError ShuttingDown() => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Type = "server_error",
        Code = "shutting_down",
        Message = "The gateway was stopped before it had an answer. Try again, with the same Idempotency-Key where there was one: what was paid for is kept.",
        ShouldRetry = true,
    };
}
