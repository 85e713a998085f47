using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Lambda.Generator.Tests;

/// <summary>[Logging] and [Idempotent] on one method: the pair that goes wrong where each is woven by itself.</summary>
[Collection(nameof(AspectTests))]
public sealed class AspectTests
{
    private const string Function = """
        public class Functions
        {
            public static int Calls;

            [LambdaFunction]
            [Logging(Service = "merge", CorrelationIdPath = "/Value", LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug, SamplingRate = 0.0)]
            [Idempotent(KeyPrefix = "call")]
            public async Task<Text> Handle(Text input, ILambdaContext context)
            {
                await Task.Yield();
                Calls++;
                Logger.LogInformation("ran");
                if (input.Value == "bad")
                    throw new InvalidOperationException("bad input");
                return new Text(input.Value + Calls);
            }

            [LambdaFunction]
            [Idempotent]
            public Text Sync([IdempotencyKey] Text input, ILambdaContext context, [FromServices] IServiceProvider services) => new(input.Value + ++Calls);
        }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) { }
        }
        """;

    [Fact]
    public async Task Wrapper_LoggingAndIdempotent_ReplaysAndKeepsInvocationsApart()
    {
        var lines = new Lines();
        Logger.Configure(configuration => configuration.LogOutput = lines);
        var store = new MemoryStore();
        Idempotency.Configure(builder => builder.WithPersistenceStore(store));
        var assembly = Compiled.From(WrapperTests.Sample(Function)).Load();
        var wrapper = Activator.CreateInstance(assembly.GetType("Sample.Functions_Handle_Generated")!)!;

        Task<string> Call(string text, string id) =>
            WrapperTests.InvokeAsync(wrapper, "Handle", WrapperTests.Text(assembly, text), new FakeContext(id));

        Assert.Equal("a1", await Call("a", "r-1"));
        Assert.Equal("a1", await Call("a", "r-2"));
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Call("bad", "r-3"));
        Assert.Equal("bad input", thrown.Message);
        Assert.Equal("b3", await Call("b", "r-4"));

        Assert.Equal(["r-1", "r-3", "r-4"], lines.All.Select(line => line.GetProperty("function_request_id").GetString()));
        Assert.All(lines.All, line => Assert.Equal("merge", line.GetProperty("service").GetString()));
        Assert.Equal(2, store.Records.Count);
        Assert.All(store.Records.Keys, key => Assert.StartsWith("call#", key, StringComparison.Ordinal));

        Logger.LogInformation("outside");
        Assert.False(lines.All[^1].TryGetProperty("function_request_id", out _));
    }

    [Fact]
    public async Task Wrapper_SyncIdempotentWithKeyParameter_Replays()
    {
        var store = new MemoryStore();
        Idempotency.Configure(builder => builder.WithPersistenceStore(store));
        var assembly = Compiled.From(WrapperTests.Sample(Function)).Load();
        var wrapper = Activator.CreateInstance(assembly.GetType("Sample.Functions_Sync_Generated")!)!;

        var first = await WrapperTests.InvokeAsync(wrapper, "Sync", WrapperTests.Text(assembly, "x"), new FakeContext("r"));
        var second = await WrapperTests.InvokeAsync(wrapper, "Sync", WrapperTests.Text(assembly, "x"), new FakeContext("r"));

        Assert.Equal("x1", first);
        Assert.Equal("x1", second);
        Assert.StartsWith("testFunction.Sync#", Assert.Single(store.Records).Key, StringComparison.Ordinal);
    }

    private sealed class Lines : IConsoleWrapper
    {
        private readonly List<JsonElement> _all = [];

        public IReadOnlyList<JsonElement> All => _all;

        public void WriteLine(string message)
        {
            using var document = JsonDocument.Parse(message);
            _all.Add(document.RootElement.Clone());
        }

        public void Debug(string message) => throw new NotSupportedException();

        public void Error(string message) => throw new NotSupportedException();
    }

    private sealed class MemoryStore : BasePersistenceStore
    {
        public Dictionary<string, DataRecord> Records { get; } = [];

        public override Task<DataRecord> GetRecord(string idempotencyKey) => Records.TryGetValue(idempotencyKey, out var record)
            ? Task.FromResult(record)
            : throw new IdempotencyItemNotFoundException(idempotencyKey);

        public override Task PutRecord(DataRecord record, DateTimeOffset now)
        {
            if (!Records.TryAdd(record.IdempotencyKey, record))
                throw new IdempotencyItemAlreadyExistsException();
            return Task.CompletedTask;
        }

        public override Task UpdateRecord(DataRecord record)
        {
            Records[record.IdempotencyKey] = record;
            return Task.CompletedTask;
        }

        public override Task DeleteRecord(string idempotencyKey)
        {
            Records.Remove(idempotencyKey);
            return Task.CompletedTask;
        }
    }
}
