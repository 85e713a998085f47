using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiProxy.Clients.Tests;

/// <summary>A loopback service that answers what a test tells it to and keeps what it was asked.</summary>
internal sealed class ServiceStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, string? ErrorType, string Body, (string Name, string Value)[] Headers)> _answers = new();

    private ServiceStub(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public List<Received> Requests { get; } = [];

    public string Url => _app.Urls.First();

    public static async Task<ServiceStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new ServiceStub(builder.Build());
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public void Answer(string body, params (string Name, string Value)[] headers) => _answers.Enqueue((200, null, body, headers));

    public void Fail(int status, string? errorType, string body = "{}", params (string Name, string Value)[] headers) =>
        _answers.Enqueue((status, errorType, body, headers));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        lock (Requests)
        {
            Requests.Add(new Received(
                context.Request.Method,
                context.Request.Path,
                context.Request.QueryString.ToString(),
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body));
        }

        if (!_answers.TryDequeue(out var answer))
            throw new InvalidOperationException($"Nothing to answer to {body}.");
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.ErrorType is not null)
            context.Response.Headers["x-amzn-ErrorType"] = answer.ErrorType;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}

internal sealed record Received(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);
