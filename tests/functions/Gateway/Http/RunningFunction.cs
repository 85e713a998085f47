using System.Globalization;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.Workflows;
using AiProxy.Lambda.Tests;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Gateway.Tests.Http;

/// <summary>The Gateway's Lambda as it runs on AWS: its generated wrapper, in the runtime's loop, on a Runtime API; what is around it is a test's.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private const string Routes = """
        {
          "providers": { "openai": {"models": {"gpt-5.2": {}}} },
          "defaults": {"deadlineMs": 25000},
          "routes": { "chat": { "targets": ["openai/m"] }, "other": { "targets": ["openai/m"] } }
        }
        """;

    private static int _requests;

    private readonly CancellationTokenSource _stop = new();
    private readonly LambdaBootstrap _bootstrap;
    private readonly Task _running;

    private RunningFunction(RuntimeApiStub api, IRouteSource? routes)
    {
        Api = api;
        routes ??= new FixedRouteSource(RouteTable.Parse(Encoding.UTF8.GetBytes(Routes), "routes.json"));
        GatewayFunction_Gateway_Generated wrapper = FunctionServices.Use(
            services => services
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(Time))
                .Replace(ServiceDescriptor.Singleton(routes))
                .Replace(ServiceDescriptor.Singleton<IWorkflowRunner>(Runner))
                .Replace(ServiceDescriptor.Singleton<IRequestRecords>(Records))
                .Replace(ServiceDescriptor.Singleton<IPayloadStore>(Payloads)),
            static () => new GatewayFunction_Gateway_Generated());
        Func<APIGatewayProxyRequest, ILambdaContext, Task> handler = wrapper.Gateway;
        _bootstrap = LambdaBootstrapBuilder.Create(handler, new SourceGeneratorLambdaJsonSerializer<GatewayJsonContext>())
            .ConfigureOptions(options => options.RuntimeApiEndpoint = api.Endpoint)
            .Build();
        _running = _bootstrap.RunAsync(_stop.Token);
    }

    public RuntimeApiStub Api { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public RecordingRunner Runner { get; } = new();

    public MemoryRequestRecords Records { get; } = new();

    public DictionaryPayloadStore Payloads { get; } = new();

    public static async Task<RunningFunction> StartAsync(IRouteSource? routes = null) => new(await RuntimeApiStub.StartAsync(), routes);

    /// <summary>An event as API Gateway writes it.</summary>
    public static string Event(
        string method = "POST",
        string path = "/v1/chat/completions",
        string? body = """{"model":"chat","messages":[]}""",
        string? authorizer = """{"caller":"team-a","routes":"*","keyId":"k1","principalId":"team-a","integrationLatency":12}""",
        string headers = """{"content-type":"application/json"}""",
        string multiValueHeaders = "null",
        bool base64 = false,
        string? resource = null,
        string pathParameters = "null") =>
        $$"""
        {
          "resource": "{{resource ?? path}}", "path": "{{path}}", "httpMethod": "{{method}}", "headers": {{headers}}, "multiValueHeaders": {{multiValueHeaders}},
          "queryStringParameters": null, "multiValueQueryStringParameters": null, "pathParameters": {{pathParameters}}, "stageVariables": null,
          "requestContext": { {{(authorizer is null ? "" : $"\"authorizer\": {authorizer},")}}
            "resourceId": "abc", "resourcePath": "{{path}}", "httpMethod": "{{method}}", "requestTime": "24/Nov/2026:12:00:00 +0000", "requestTimeEpoch": 1795521600000,
            "path": "/prod{{path}}", "accountId": "123456789012", "protocol": "HTTP/1.1", "stage": "prod", "requestId": "5e7f-api", "apiId": "a1",
            "identity": {"sourceIp": "203.0.113.7", "userAgent": "curl/8", "apiKey": null} },
          "body": {{(body is null ? "null" : $"\"{JsonEncodedText.Encode(body)}\"")}}, "isBase64Encoded": {{(base64 ? "true" : "false")}}
        }
        """;

    /// <summary>Starts an invocation that has <paramref name="timeout"/> left.</summary>
    public void Invoke(string request, TimeSpan? timeout = null) => Api.Enqueue(
        string.Create(CultureInfo.InvariantCulture, $"r-{Interlocked.Increment(ref _requests)}"),
        request,
        ("Lambda-Runtime-Deadline-Ms", (DateTimeOffset.UtcNow + (timeout ?? TimeSpan.FromMinutes(5))).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

    /// <summary>The answer of one invocation.</summary>
    public async Task<StreamedAnswer> AskAsync(string request, TimeSpan? timeout = null)
    {
        Invoke(request, timeout);
        return await AnswerAsync();
    }

    /// <summary>The answer of the invocation at hand.</summary>
    public async Task<StreamedAnswer> AnswerAsync() => StreamedAnswer.Of(await Api.PostedAsync());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _bootstrap.Dispose();
        await Api.DisposeAsync();
        _stop.Dispose();
    }
}

/// <summary>A streamed HTTP response as it came to the Runtime API.</summary>
internal sealed record StreamedAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly string Delimiter = new('\0', 8);

    public JsonElement Json => JsonElement.Parse(Body);

    public string? Code => Json.GetProperty("error").GetProperty("code").GetString();

    public static StreamedAnswer Of(Posted posted)
    {
        Assert.Equal("streaming", posted.Headers["Lambda-Runtime-Function-Response-Mode"]);
        Assert.Equal("application/vnd.awslambda.http-integration-response", posted.Headers["Content-Type"]);
        Assert.Empty(posted.Trailers);
        string[] parts = posted.Body.Split(Delimiter);
        Assert.Equal(2, parts.Length);
        JsonElement prelude = JsonElement.Parse(parts[0]);
        return new StreamedAnswer(
            prelude.GetProperty("statusCode").GetInt32(),
            prelude.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!),
            parts[1]);
    }
}
