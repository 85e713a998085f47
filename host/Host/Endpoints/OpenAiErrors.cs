using AiProxy.Gateway.Http;

namespace AiProxy.Host.Endpoints;

/// <summary>
/// The outermost middleware. Whatever no endpoint answers (an unknown path, another method, a fault of ours) is answered in OpenAI's error shape,
/// and every answer has an <c>x-request-id</c>.
/// </summary>
internal sealed partial class OpenAiErrors(RequestDelegate next, ILogger<OpenAiErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        RequestIdentity.Ensure(context);
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
            string requestId = RequestIdentity.Of(context);
            LogUnexpected(logger, context.Request.Method, context.Request.Path, requestId, e);
            await JsonAnswers.WriteAsync(context, HttpErrors.Internal(requestId));
            return;
        }
        if (context.Response.HasStarted || context.Response.ContentLength is not null || context.Response.ContentType is not null)
        {
            return;
        }
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
        {
            await JsonAnswers.WriteAsync(context, HttpErrors.NotFound(context.Request.Method, context.Request.Path));
        }
        else if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            await WriteAllowedAsync(context);
        }
    }

    // Routing has found the path under other methods, and named them.
    private static Task WriteAllowedAsync(HttpContext context)
    {
        string allowed = context.Response.Headers.Allow.ToString();
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return JsonAnswers.WriteAsync(context, HttpErrors.MethodNotAllowed(context.Request.Method, context.Request.Path, allowed));
        }
        // What the path takes, and no word that would let a page of another origin send it.
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.Allow = $"{allowed}, OPTIONS";
        return Task.CompletedTask;
    }

    [LoggerMessage(20, LogLevel.Error, "{Method} {Path} failed ({CorrelationId})")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, string correlationId, Exception exception);
}
