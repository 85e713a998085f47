using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiProxy.Powertools.Tests.Idempotency;

/// <summary>DynamoDB's wire: it answers what a test tells it to and keeps what it was asked.</summary>
internal sealed class DynamoDbStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, string Body)> _answers = new();

    private DynamoDbStub(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public List<(string Operation, JsonElement Body)> Requests { get; } = [];

    public string Url => _app.Urls.First();

    public static async Task<DynamoDbStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new DynamoDbStub(builder.Build());
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public AmazonDynamoDBClient Client(int retries = 0, TimeSpan? timeout = null) => Client(Url, retries, timeout);

    public static AmazonDynamoDBClient Client(string url, int retries = 0, TimeSpan? timeout = null) =>
        new(new BasicAWSCredentials("AKID", "secret"), new AmazonDynamoDBConfig
        {
            ServiceURL = url,
            AuthenticationRegion = "eu-west-1",
            MaxErrorRetry = retries,
            Timeout = timeout ?? TimeSpan.FromMinutes(1),
        });

    public void Answer(string body) => _answers.Enqueue((200, body));

    public void RefuseCondition() => _answers.Enqueue((400, """
        {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}
        """));

    public void Throttle() => _answers.Enqueue((400, """
        {"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"The level of configured provisioned throughput for the table was exceeded."}
        """));

    /// <summary>Takes the request and breaks the connection instead of answering.</summary>
    public void LoseTheAnswer() => _answers.Enqueue((0, ""));

    /// <summary>Takes the request and never answers.</summary>
    public void Hang() => _answers.Enqueue((-1, ""));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        Requests.Add((context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1], body.RootElement.Clone()));
        if (!_answers.TryDequeue(out var answer))
            throw new InvalidOperationException("Nothing to answer.");
        if (answer.Status == 0)
        {
            context.Abort();
            return;
        }

        if (answer.Status < 0)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
