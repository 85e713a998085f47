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

    /// <summary>A body over the limit.</summary>
    public static OpenAiError TooLarge(long limit) => new()
    {
        Status = 413,
        Type = "invalid_request_error",
        Code = "request_too_large",
        Message = $"The request body is larger than {limit} bytes. Send less, or raise AiProxy:MaxRequestBodyBytes.",
    };
}
