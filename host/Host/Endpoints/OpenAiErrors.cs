using AiProxy.Contracts.Errors;

namespace AiProxy.Host.Endpoints;

/// <summary>Whatever no endpoint answers (an unknown path, another method, a fault of ours) is answered in OpenAI's error shape.</summary>
internal sealed partial class OpenAiErrors(RequestDelegate next, ILogger<OpenAiErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer, and the gateway has logged it.
            return;
        }
        catch (Exception e)
        {
            // The entry point: nothing may reach the client but an error it can read.
            LogUnexpected(logger, context.Request.Method, context.Request.Path, context.TraceIdentifier, e);
            await JsonAnswers.WriteAsync(context, JsonAnswers.Internal(context.TraceIdentifier));
            return;
        }
        if (context.Response.HasStarted || context.Response.ContentLength is not null || context.Response.ContentType is not null)
        {
            return;
        }
        OpenAiError? error = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => JsonAnswers.NotFound(context.Request),
            StatusCodes.Status405MethodNotAllowed => JsonAnswers.MethodNotAllowed(context.Request, context.Response.Headers.Allow.ToString()),
            _ => null,
        };
        if (error is not null)
        {
            await JsonAnswers.WriteAsync(context, error);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed ({TraceIdentifier})")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, string traceIdentifier, Exception exception);
}
