using System.Text.Json;
using AiProxy.Aws.Powertools;
using AiProxy.Peers;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.Time.Testing;
using IdempotencySettings = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace AiProxy.Powertools.Tests.Idempotency.Peers;

/// <summary>The store's records and conditions, judged by a DynamoDB that is not ours.</summary>
public abstract class PeerRecordTests : IAsyncLifetime
{
    private const long NowInSeconds = 1_900_000_000;

    private static readonly Order Order = new("k-1", "hello");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(NowInSeconds));
    private RecordTable _table = null!;
    private int _calls;

    public async ValueTask InitializeAsync()
    {
        _table = await RecordTable.CreateAsync(await EndpointAsync());
        Configure();
    }

    public ValueTask DisposeAsync()
    {
        _table?.Dispose();
        IdempotencySettings.Configure(builder => builder.WithPersistenceStore(new MemoryStore()));
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_NewCall_LeavesTheRecordOfItsAnswer()
    {
        string[] during = [];
        await RunAsync(Order, async () =>
        {
            during = await _table.ItemsAsync();
            return await AnswerAsync();
        });

        Assert.Equal([$"expiration=N{NowInSeconds + 3600} id={KeyOf("k-1")} in_progress_expiration=N{(NowInSeconds + 3) * 1000} status=INPROGRESS"], during);
        Assert.Equal(
            [$$"""data={"Text":"answer","Calls":1} expiration=N{{NowInSeconds + 3600}} id={{KeyOf("k-1")}} in_progress_expiration=N{{(NowInSeconds + 3) * 1000}} status=COMPLETED"""],
            await _table.ItemsAsync());
    }

    protected abstract Task<Uri> EndpointAsync();

    private static string KeyOf(string callKey)
    {
        using var document = JsonDocument.Parse($"\"{callKey}\"");
        return $"call#{BasePersistenceStore.Hash(document.RootElement)}";
    }

    private void Configure(Action<IdempotencyOptionsBuilder>? more = null) => IdempotencySettings.Configure(builder => builder
        .WithPersistenceStore(_table.Store())
        .WithOptions(options =>
        {
            options.WithEventKeyJmesPath("CallKey");
            more?.Invoke(options);
        }));

    private Task<Answer> AnswerAsync() => Task.FromResult(new Answer("answer", ++_calls));

    private Task<Answer> RunAsync(Order order, Func<Task<Answer>>? target = null) => InvocationOnce.RunAsync(
        new IdempotentAttribute { KeyPrefix = "call" },
        "Call",
        order,
        new TestLambdaContext(),
        TestJson.Serializer,
        target ?? AnswerAsync,
        _time);
}

[Collection(nameof(IdempotencyTests))]
public sealed class DynaliteRecordTests(PeerFixture<Dynalite> dynalite) : PeerRecordTests, IClassFixture<PeerFixture<Dynalite>>
{
    protected override async Task<Uri> EndpointAsync() => (await dynalite.GetAsync()).Endpoint;
}

[Collection(nameof(IdempotencyTests))]
public sealed class MotoRecordTests(PeerFixture<MotoServer> moto) : PeerRecordTests, IClassFixture<PeerFixture<MotoServer>>
{
    protected override async Task<Uri> EndpointAsync() => (await moto.GetAsync()).Endpoint;
}
