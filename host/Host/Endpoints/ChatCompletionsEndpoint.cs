using System.Buffers;
using AiProxy.Gateway;
using AiProxy.Gateway.Http;
using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>: the gateway's local shell.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create"/></remarks>
internal static class ChatCompletionsEndpoint
{
    /// <summary>Everybody who reaches a host that listens on loopback is this caller.</summary>
    private const string LocalCaller = "local";

    public static async Task HandleAsync(HttpContext context, ChatGateway gateway, IOptions<HostOptions> options)
    {
        ReadOnlyMemory<byte> body;
        try
        {
            body = await ReadAsync(context.Request, options.Value.MaxRequestBodyBytes, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            await JsonAnswers.WriteAsync(context, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? JsonAnswers.TooLarge(options.Value.MaxRequestBodyBytes)
                : HttpErrors.Unreadable(e.StatusCode, e.Message));
            return;
        }

        await gateway.AnswerAsync(
            new GatewayRequest
            {
                Body = body,
                Caller = LocalCaller,
                IdempotencyKey = Header(context.Request, "Idempotency-Key"),
                ClientRequestId = Header(context.Request, "X-Client-Request-Id"),
            },
            new ChatCompletionsSink(context.Response),
            context.RequestAborted);
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;

    // Content-Length is a promise, not a size: the buffer grows with what really arrives, and Kestrel counts it against the limit.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        int hint = (int)Math.Min(request.ContentLength ?? 4096, Math.Min(limit, 64 * 1024));
        var buffer = new ArrayBufferWriter<byte>(Math.Max(hint + 1, 256));
        while (true)
        {
            int read = await request.Body.ReadAsync(buffer.GetMemory(), cancellationToken);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }
            buffer.Advance(read);
        }
    }
}
