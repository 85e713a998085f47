using System.Text;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;

namespace AiProxy.Host.Endpoints;

/// <summary>Answers that do not come from a workflow, in OpenAI's error shape.</summary>
internal static class JsonAnswers
{
    /// <summary>Writes <paramref name="error"/>, unless the answer has begun.</summary>
    public static async Task WriteAsync(HttpContext context, OpenAiError error)
    {
        if (context.Response.HasStarted)
        {
            return;
        }
        HttpAnswer answer = error.ToAnswer();
        context.Response.StatusCode = answer.StatusCode;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body!), context.RequestAborted);
    }

    /// <summary>A path that is not served.</summary>
    public static OpenAiError NotFound(HttpRequest request) => new()
    {
        Status = 404,
        Type = "invalid_request_error",
        Code = "unknown_url",
        Message = $"Unknown request URL: {request.Method} {request.Path}. This gateway serves POST /v1/chat/completions, GET /v1/models and GET /healthz.",
    };

    /// <summary>A path that is served, with another method.</summary>
    public static OpenAiError MethodNotAllowed(HttpRequest request, string allowed) => new()
    {
        Status = 405,
        Type = "invalid_request_error",
        Code = "method_not_allowed",
        Message = $"{request.Path} takes {allowed}, not {request.Method}.",
    };

    /// <summary>A body over the limit.</summary>
    public static OpenAiError TooLarge(long limit) => new()
    {
        Status = 413,
        Type = "invalid_request_error",
        Code = "request_too_large",
        Message = $"The request body is larger than {limit} bytes. Send less, or raise AiProxy:MaxRequestBodyBytes.",
    };

    /// <summary>A body that could not be read.</summary>
    public static OpenAiError Unreadable(int status, string reason) => new()
    {
        Status = status,
        Type = "invalid_request_error",
        Code = "unreadable_body",
        Message = $"The request body could not be read: {reason}",
    };

    /// <summary>A fault of ours.</summary>
    public static OpenAiError Internal(string requestId) => new()
    {
        Status = 500,
        Type = "server_error",
        Code = "internal_error",
        Message = $"AiProxy failed in an unexpected way; its log says why under {requestId}.",
        ShouldRetry = false,
    };
}
