using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>What a <see cref="RawProvider"/> does, by name.</summary>
internal static class RawFaults
{
    /// <summary>A good answer in OpenAI's format.</summary>
    public const string Good =
        """{"id":"raw-1","object":"chat.completion","created":1,"model":"raw-1","choices":[{"index":0,"message":{"role":"assistant","content":"Seven."},"finish_reason":"stop"}],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}""";

    private const int ChunkBytes = 64 * 1024;

    private static readonly Dictionary<string, Func<RawCall, CancellationToken, Task>> All = new()
    {
        ["good"] = (call, token) => call.RespondAsync(200, Good, token),
        ["close"] = (_, _) => Task.CompletedTask,
        ["reset"] = (call, _) =>
        {
            call.Socket.LingerState = new LingerOption(true, 0);
            call.Socket.Close();
            return Task.CompletedTask;
        },
        ["cut-headers"] = (call, token) => call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Ty", token),
        ["cut-body"] = (call, token) => call.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Good.Length}\r\n\r\n{Good[..40]}", token),
        ["cut-chunks"] = (call, token) => call.WriteAsync($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n28\r\n{Good[..40]}\r\n", token),
        ["cut-error"] = (call, token) => call.WriteAsync("HTTP/1.1 500 Oops\r\nContent-Length: 500\r\n\r\n{\"error\":", token),
        ["drip"] = (call, token) => DripAsync(call, $"HTTP/1.1 200 OK\r\nContent-Length: {Good.Length}\r\n\r\n", Good, token),
        ["drip-headers"] = (call, token) => DripAsync(call, "", "HTTP/1.1 200 OK\r\nX-Slow: " + new string('x', 4000), token),
        ["no-http"] = (call, token) => call.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n", token),
        ["empty"] = (call, token) => call.RespondAsync(200, "", token),
        ["no-content"] = (call, token) => call.RespondAsync(204, "", token),
        ["text"] = (call, token) => call.RespondAsync(200, "upstream said hello", token, "Content-Type: text/plain"),
        ["html-typed"] = (call, token) => call.RespondAsync(200, Good, token, "Content-Type: text/html"),
        ["html"] = (call, token) => call.RespondAsync(200, "<html><head><title>Welcome</title></head></html>", token, "Content-Type: text/html"),
        ["html-502"] = (call, token) => call.RespondAsync(502, "<html><head><title>Bad gateway</title></head></html>", token, "Content-Type: text/html"),
        ["null"] = (call, token) => call.RespondAsync(200, "null", token),
        ["deep"] = (call, token) => call.RespondAsync(200, new string('[', 5000), token),
        ["bad-gzip"] = (call, token) => call.RespondAsync(200, Good, token, "Content-Encoding: gzip"),
        ["huge"] = HugeAsync,
        ["huge-error"] = (call, token) => call.RespondAsync(400, "{\"error\":{\"message\":\"" + new string('y', 200_000) + "\"}}", token),
        ["claims-huge"] = (call, token) => call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 9000000000000\r\n\r\n{", token),
        ["redirect"] = (call, token) => call.RespondAsync(307, "", token, "Location: http://127.0.0.1:9/elsewhere"),
        ["veto"] = (call, token) => call.RespondAsync(503, """{"error":{"message":"no more"}}""", token, "x-should-retry: false"),
        ["credit"] = (call, token) => call.RespondAsync(402, """{"error":{"message":"out of credit"}}""", token),
        ["retry-date"] = (call, token) => OnceAsync(call, $"Retry-After: {DateTimeOffset.UtcNow.AddSeconds(1):R}", token),
        ["retry-seconds"] = (call, token) => OnceAsync(call, "Retry-After: 1", token),
        ["retry-decimal"] = (call, token) => OnceAsync(call, "Retry-After: 0.25", token),
        ["retry-now"] = (call, token) => OnceAsync(call, "Retry-After: 0", token),
        ["retry-budget"] = (call, token) => OnceAsync(call, "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 40ms", token),
        ["retry-tomorrow"] = (call, token) => call.RespondAsync(429, """{"error":{"message":"slow down"}}""", token, "Retry-After: 86400"),
        ["retry-next-year"] = (call, token) =>
            call.RespondAsync(429, """{"error":{"message":"slow down"}}""", token, $"Retry-After: {DateTimeOffset.UtcNow.AddYears(1):R}"),
        ["retry-nonsense"] = (call, token) => OnceAsync(call, "Retry-After: soon", token),
    };

    public static Func<RawCall, CancellationToken, Task> Named(string name) =>
        All.TryGetValue(name, out Func<RawCall, CancellationToken, Task>? fault) ? fault : throw new InvalidOperationException($"There is no fault '{name}'.");

    public static Task WriteAsync(this RawCall call, string text, CancellationToken cancellationToken) =>
        call.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();

    public static Task RespondAsync(this RawCall call, int status, string body, CancellationToken cancellationToken, string? header = null)
    {
        string type = header?.StartsWith("Content-Type", StringComparison.Ordinal) == true ? "" : "Content-Type: application/json\r\n";
        string length = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        return call.WriteAsync(
            $"HTTP/1.1 {status} Status\r\n{type}{(header is null ? "" : header + "\r\n")}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}", cancellationToken);
    }

    private static Task OnceAsync(RawCall call, string header, CancellationToken cancellationToken) => call.Number == 1
        ? call.RespondAsync(429, """{"error":{"message":"slow down"}}""", cancellationToken, header)
        : call.RespondAsync(200, Good, cancellationToken);

    private static async Task DripAsync(RawCall call, string atOnce, string slowly, CancellationToken cancellationToken)
    {
        await call.WriteAsync(atOnce, cancellationToken);
        foreach (char c in slowly)
        {
            await call.WriteAsync(c.ToString(), cancellationToken);
            await Task.Delay(50, cancellationToken);
        }
    }

    private static async Task HugeAsync(RawCall call, CancellationToken cancellationToken)
    {
        await call.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", cancellationToken);
        byte[] chunk = Encoding.ASCII.GetBytes($"{ChunkBytes:x}\r\n{new string(' ', ChunkBytes)}\r\n");
        while (true)
        {
            await call.Stream.WriteAsync(chunk, cancellationToken);
        }
    }
}
