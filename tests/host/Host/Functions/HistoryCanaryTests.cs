using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Configuration;
using AiProxy.Host.Functions;
using AiProxy.Host.Projects;
using AiProxy.Host.Providers;
using AiProxy.Host.Storage;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using Amazon.SecretsManager;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace AiProxy.Host.Tests.Functions;

/// <summary>State data is what history keeps and shows: a key is never in it, whatever a provider sends back.</summary>
public sealed class HistoryCanaryTests : IDisposable
{
    private const string Key = "canary-key-1f40c2aa96";

    private readonly string _routes = Path.GetTempFileName();

    public void Dispose() => File.Delete(_routes);

    [Theory]
    [InlineData(200, "answered")]
    [InlineData(400, "ProviderRejectedException")]
    [InlineData(401, "AuthenticationFailedException")]
    [InlineData(402, "QuotaExhaustedException")]
    public async Task History_ProviderSendsTheKeyBack_DoesNotHoldIt(int status, string outcome)
    {
        await using WebApplication provider = await EchoAsync(status);
        using var database = new Database(":memory:", TimeProvider.System);
        var live = new LiveProject();
        var functions = new LocalFunctions(services => services
            .ReplaceWith<IAmazonSecretsManager>(new LocalSecrets(new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["CANARY_API_KEY"] = Key }).Build()))
            .ReplaceWith<BasePersistenceStore>(new SqliteIdempotencyStore(database))
            .ReplaceWith<IPayloadStore>(new SqlitePayloadStore(database, TimeProvider.System))
            .ReplaceWith<IRouteSource>(live));
        await File.WriteAllTextAsync(
            _routes,
            $$"""
            {"providers": {"canary": {"format": "openai", "url": "{{provider.Urls.Single()}}/v1"} }, "routes": {"chat": {"targets": ["canary/gpt-5.2"]} } }
            """,
            TestContext.Current.CancellationToken);
        var loader = new ProjectLoader(
            new ProjectFiles(_routes, Path.Combine(ProjectRoot(), "statemachines"), ":memory:"), functions.Substitutions, _ => null);
        ProjectSnapshot snapshot = loader.Load(loader.Read()).Snapshot!;
        live.Accept(snapshot, []);
        var tasks = new TaskHandlerRegistry();
        functions.Register(tasks, FunctionArns.None, TimeProvider.System);
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = TimeProvider.System, RecordHistory = true });
        var input = new WorkflowInput
        {
            RequestId = "req_canary",
            Caller = "local",
            Request = Payload.Of(JsonElement.Parse("""{"model":"chat","messages":[{"role":"user","content":"hello"}]}""")),
        };

        ExecutionResult result = await engine.ExecuteAsync(
            snapshot.Workflows.Find("aggregate")!,
            Value.Parse(JsonSerializer.SerializeToUtf8Bytes(input, ContractsJsonContext.Default.WorkflowInput)),
            new ExecutionRequest { Name = "req_canary" }, TestContext.Current.CancellationToken);

        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            result.History!.WriteTo(writer);
        }
        string history = Encoding.UTF8.GetString(buffer.ToArray());
        Assert.Contains(outcome, history, StringComparison.Ordinal);
        Assert.Contains("***", history, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, history, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> EchoAsync(int status)
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/chat/completions", async context =>
        {
            string said = $"it is said, {context.Request.Headers.Authorization}";
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(status == 200
                ? $$$"""{"id":"1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"answered, {{{said}}}"},"finish_reason":"stop"}]}"""
                : $$$"""{"error":{"message":"{{{said}}}","code":"echo"}}""");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string ProjectRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AiProxy.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
