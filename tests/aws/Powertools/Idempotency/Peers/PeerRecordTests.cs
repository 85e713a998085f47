using System.Text.Json;
using AiProxy.Aws.Powertools;
using AiProxy.Peers;
using Amazon.DynamoDBv2.Model;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
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

    [Fact]
    public async Task Run_SameKeyAgain_AnswersFromTheRecord()
    {
        var first = await RunAsync(Order);
        var again = await RunAsync(Order with { Text = "another text, the same key" });

        Assert.Equal(first, again);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Run_WhileInProgress_IsRefused()
    {
        await _table.PutAsync(KeyOf("k-1"), NowInSeconds + 10, "INPROGRESS", inProgressExpiration: (NowInSeconds * 1000) + 1);

        var thrown = await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => RunAsync(Order));

        Assert.Equal($"Execution already in progress with idempotency key: {KeyOf("k-1")}", thrown.Message);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_InProgressWithoutDeadline_IsRefusedUntilItExpires()
    {
        await _table.PutAsync(KeyOf("k-1"), NowInSeconds + 10, "INPROGRESS");

        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => RunAsync(Order));
        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_InvocationThatTimedOut_IsTakenOver()
    {
        await _table.PutAsync(KeyOf("k-1"), NowInSeconds + 10, "INPROGRESS", inProgressExpiration: (NowInSeconds * 1000) - 1);

        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));

        Assert.Contains("status=COMPLETED", Assert.Single(await _table.ItemsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CompletedButOverdue_IsStillTheAnswer()
    {
        // The deadline counts only while the status is INPROGRESS.
        await _table.PutAsync(
            KeyOf("k-1"), NowInSeconds + 10, "COMPLETED", """{"Text":"stored","Calls":7}""", inProgressExpiration: (NowInSeconds * 1000) - 1);

        Assert.Equal(new Answer("stored", 7), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_ExpiredRecordThatTheTtlHasNotRemoved_RunsAgain()
    {
        await _table.PutAsync(KeyOf("k-1"), NowInSeconds - 1, "COMPLETED", """{"Text":"old","Calls":7}""");

        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_TargetThrows_RemovesTheRecord()
    {
        await Assert.ThrowsAsync<FormatException>(() => RunAsync(Order, () => throw new FormatException("no")));

        Assert.Empty(await _table.ItemsAsync());
        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_ManyAtOnce_RunsTheTargetOnce()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        const int Count = 12;

        var runs = Enumerable.Range(0, Count).Select(_ => Task.Run(() => RunAsync(Order, async () =>
        {
            await go.Task;
            return await AnswerAsync();
        }))).ToList();
        var refused = 0;
        while (refused < Count - 1)
        {
            // All but one are refused while that one runs.
            var ended = await Task.WhenAny(runs);
            runs.Remove(ended);
            await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => ended);
            refused++;
        }

        go.SetResult();
        Assert.Equal(new Answer("answer", 1), await Assert.Single(runs));
        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_PayloadValidation_StoresAndComparesTheHash()
    {
        Configure(options => options.WithPayloadValidationJmesPath("Text"));
        await RunAsync(Order);

        Assert.Contains("validation=5d41402abc4b2a76b9719d911017c592", Assert.Single(await _table.ItemsAsync()), StringComparison.Ordinal);
        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
        await Assert.ThrowsAsync<IdempotencyValidationException>(() => RunAsync(Order with { Text = "other" }));
    }

    [Fact]
    public async Task Run_ResponseHook_SeesTheRecordOfAReplay()
    {
        Configure(options => options.WithResponseHook((answer, record) =>
            ((Answer)answer) with { Text = $"replayed {record.IdempotencyKey == KeyOf("k-1")} {record.ExpiryTimestamp}" }));

        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
        Assert.Equal(new Answer($"replayed True {NowInSeconds + 3600}", 1), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_LocalCache_AnswersThoughTheTableHasForgotten()
    {
        Configure(options => options.WithUseLocalCache(true));
        await RunAsync(Order);
        await _table.DeleteAsync();

        Assert.Equal(new Answer("answer", 1), await RunAsync(Order));
    }

    [Fact]
    public async Task Run_SortKey_KeepsItsRecordsInOnePartition()
    {
        using var table = await RecordTable.CreateAsync(await EndpointAsync(), "pk", "sk");
        IdempotencySettings.Configure(builder => builder
            .WithPersistenceStore(table.Store(store => store.WithKeyAttr("pk").WithSortKeyAttr("sk").WithStaticPkValue("all")))
            .WithOptions(options => options.WithEventKeyJmesPath("CallKey")));

        var first = await RunAsync(Order);
        var again = await RunAsync(Order);
        await RunAsync(new Order("k-2"));

        Assert.Equal(first, again);
        Assert.Equal(2, (await table.ItemsAsync()).Count(item => item.Contains(" pk=all sk=call#", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_AnswerLargerThanAnItem_SaysSo()
    {
        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(
            () => RunAsync(Order, () => Task.FromResult(new Answer(new string('x', 400 * 1024), 1))));

        Assert.Contains("Item size", thrown.InnerException!.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Run_NoTable_SaysSo()
    {
        await _table.DeleteAsync();

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(Order));

        Assert.IsType<ResourceNotFoundException>(thrown.InnerException);
        Assert.Equal(0, _calls);
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
