using AiProxy.Aws.Powertools;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.Time.Testing;
using Setup = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace AiProxy.Powertools.Tests.Idempotency;

/// <summary>Idempotency is set up for the whole process, so these tests run one after another.</summary>
[Collection(nameof(IdempotencyTests))]
public sealed class IdempotencyTests : IDisposable
{
    private static readonly IdempotentAttribute Attribute = new() { KeyPrefix = "call" };

    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private int _calls;

    public void Dispose() => Configure(_ => { });

    [Fact]
    public async Task Run_NewCall_ClaimsRunsAndStores()
    {
        Configure(options => options.WithEventKeyJmesPath("CallKey").WithExpiration(TimeSpan.FromMinutes(2)));
        DataRecord? claimed = null;
        _store.Before = operation =>
        {
            if (operation == "update")
                claimed = Assert.Single(_store.Records).Value;
        };

        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a", "first")));

        Assert.Equal(["put", "update"], _store.Calls);
        Assert.NotNull(claimed);
        Assert.Equal(DataRecord.DataRecordStatus.INPROGRESS, claimed.StoredStatus);
        Assert.Equal(1_800_000_000_000 + 3000, claimed.InProgressExpiryTimestamp);
        var record = Assert.Single(_store.Records).Value;
        Assert.Equal("call#0cc175b9c0f1b6a831c399e269772661", record.IdempotencyKey);
        Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, record.StoredStatus);
        Assert.Equal("""{"Text":"a","Calls":1}""", record.ResponseData);
        Assert.Equal(1_800_000_120, record.ExpiryTimestamp);
        Assert.Equal("", record.PayloadHash);
        Assert.Null(record.InProgressExpiryTimestamp);
    }

    [Fact]
    public async Task Run_ClockOfAnotherTime_StoresStatusesAsTheyAre()
    {
        Configure(_ => { });
        _time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(946_684_800));
        var seen = new List<DataRecord.DataRecordStatus>();
        _store.Before = _ => seen.AddRange(_store.Records.Values.Select(record => record.Status));

        await RunAsync(new Order("a"));

        Assert.Equal([DataRecord.DataRecordStatus.INPROGRESS], seen);
        Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, Assert.Single(_store.Records).Value.Status);
    }

    [Fact]
    public async Task Run_SameKeyAgain_AnswersFromTheRecord()
    {
        Configure(options => options.WithEventKeyJmesPath("CallKey"));
        await RunAsync(new Order("a", "first"));

        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a", "second")));

        Assert.Equal(1, _calls);
        Assert.Equal(["put", "update", "put", "get"], _store.Calls);
    }

    [Fact]
    public async Task Run_NoKeyPath_KeysByTheWholePayload()
    {
        Configure(_ => { });

        await RunAsync(new Order("a", "first"));
        await RunAsync(new Order("a", "second"));
        await RunAsync(new Order("a", "first"));

        Assert.Equal(2, _calls);
        Assert.Equal(2, _store.Records.Count);
    }

    [Fact]
    public async Task Run_NoPrefix_KeysByFunctionAndMethod()
    {
        Configure(options => options.WithEventKeyJmesPath("CallKey"));

        await RunAsync(new Order("a"), attribute: new IdempotentAttribute());

        Assert.StartsWith("testFunction.Handle#", Assert.Single(_store.Records).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExpiredRecord_RunsAgain()
    {
        Configure(options => options.WithExpiration(TimeSpan.FromSeconds(60)));
        await RunAsync(new Order("a"));
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(new Answer("a", 2), await RunAsync(new Order("a")));
    }

    [Fact]
    public async Task Run_WhileInProgress_IsRefused()
    {
        Configure(_ => { });
        var gate = new TaskCompletionSource<Answer>();
        var first = RunAsync(new Order("a"), target: () => gate.Task);

        var thrown = await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => RunAsync(new Order("a")));
        gate.SetResult(new Answer("done", 0));

        Assert.StartsWith("Execution already in progress with idempotency key: call#", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("done", (await first).Text);
        Assert.Equal("done", (await RunAsync(new Order("a"))).Text);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_InvocationThatTimedOut_IsTakenOver()
    {
        Configure(_ => { });
        var never = new TaskCompletionSource<Answer>();
        _ = RunAsync(new Order("a"), target: () => never.Task);
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a")));
    }

    [Fact]
    public async Task Run_TargetThrows_ForgetsTheCallAndRethrowsTheOriginal()
    {
        Configure(_ => { });

        var thrown = await Assert.ThrowsAsync<FormatException>(() => RunAsync(new Order("a"), target: () => throw new FormatException("f")));

        Assert.Equal("f", thrown.Message);
        Assert.Empty(_store.Records);
        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a")));
    }

    [Fact]
    public async Task Run_TargetThrowsAndStoreFailsToo_LosesNeither()
    {
        Configure(_ => { });
        _store.Before = operation =>
        {
            if (operation == "delete")
                throw new TimeoutException("store");
        };

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(
            () => RunAsync(new Order("a"), target: () => throw new FormatException("f")));

        var both = Assert.IsType<AggregateException>(thrown.InnerException);
        Assert.Equal(["f", "store"], both.InnerExceptions.Select(inner => inner.Message));
    }

    [Theory]
    [InlineData("put")]
    [InlineData("get")]
    [InlineData("update")]
    public async Task Run_StoreFails_SaysSo(string failing)
    {
        Configure(_ => { });
        if (failing == "get")
            await RunAsync(new Order("a"));
        _store.Before = operation =>
        {
            if (operation == failing)
                throw new TimeoutException("store");
        };

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(new Order("a")));

        Assert.Equal("store", thrown.InnerException!.Message);
    }

    [Fact]
    public async Task Run_RecordGoneBetweenPutAndGet_TriesTwiceMore()
    {
        Configure(_ => { });
        await RunAsync(new Order("a"));
        var gets = 0;
        _store.Before = operation =>
        {
            if (operation == "get" && ++gets <= 2)
                throw new IdempotencyItemNotFoundException();
        };

        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a")));
        Assert.Equal(3, gets);
    }

    [Fact]
    public async Task Run_RecordAlwaysGone_GivesUpAfterThreeTries()
    {
        Configure(_ => { });
        await RunAsync(new Order("a"));
        _store.Calls.Clear();
        _store.Before = operation =>
        {
            if (operation == "get")
                throw new IdempotencyItemNotFoundException();
        };

        await Assert.ThrowsAsync<IdempotencyInconsistentStateException>(() => RunAsync(new Order("a")));

        Assert.Equal(["put", "get", "put", "get", "put", "get"], _store.Calls);
    }

    [Fact]
    public async Task Run_RecordExpiresBetweenPutAndGet_RunsAnew()
    {
        Configure(options => options.WithExpiration(TimeSpan.FromSeconds(10)));
        await RunAsync(new Order("a"));
        _store.Before = operation =>
        {
            if (operation == "get")
                _time.Advance(TimeSpan.FromSeconds(11));
        };

        Assert.Equal(new Answer("a", 2), await RunAsync(new Order("a")));
    }

    [Fact]
    public async Task Run_SameKeyOtherPayload_IsRefusedWhereValidated()
    {
        Configure(options => options.WithEventKeyJmesPath("CallKey").WithPayloadValidationJmesPath("Text"));
        await RunAsync(new Order("a", "one"));

        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a", "one")));
        var thrown = await Assert.ThrowsAsync<IdempotencyValidationException>(() => RunAsync(new Order("a", "two")));

        Assert.Equal("Payload does not match stored record for this event key", thrown.Message);
        Assert.Equal("f97c5d29941bfb1b2fdab0874906ab82", Assert.Single(_store.Records).Value.PayloadHash);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Run_NoKey_IsRefusedIfAsked(string? key)
    {
        Configure(options => options.WithEventKeyJmesPath("CallKey").WithThrowOnNoIdempotencyKey(true));

        var thrown = await Assert.ThrowsAsync<IdempotencyKeyException>(() => RunAsync(new Order(key!)));

        Assert.Equal("No data found to create a hashed idempotency key", thrown.Message);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_NoKey_RunsWithoutARecordOtherwise()
    {
        Configure(options => options.WithEventKeyJmesPath("Missing"));

        await RunAsync(new Order("a"));
        await RunAsync(new Order("b"));

        Assert.Equal(2, _calls);
        Assert.Empty(_store.Calls);
    }

    [Fact]
    public async Task Run_LocalCache_SparesTheStore()
    {
        Configure(options => options.WithUseLocalCache(true).WithPayloadValidationJmesPath("Text"));
        await RunAsync(new Order("a", "t"));

        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a", "t")));
        Assert.Equal(["put", "update"], _store.Calls);

        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(new Answer("a", 2), await RunAsync(new Order("a", "t")));
    }

    [Fact]
    public async Task Run_LocalCacheAndAnotherInstancesAnswer_IsCachedOnReading()
    {
        Configure(options => options.WithUseLocalCache(true));
        await RunAsync(new Order("a"));
        var other = new MemoryStore();
        foreach (var (key, record) in _store.Records)
            other.Records[key] = record;
        Setup.Configure(builder => builder.WithPersistenceStore(other).WithOptions(options => options.WithUseLocalCache(true)));

        await RunAsync(new Order("a"));
        await RunAsync(new Order("a"));

        Assert.Equal(["put", "get"], other.Calls);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Run_ResponseHook_ChangesReplaysOnly()
    {
        Configure(options => options.WithResponseHook((answer, record) => (Answer)answer with { Text = record.Status.ToString() }));

        Assert.Equal("a", (await RunAsync(new Order("a"))).Text);
        Assert.Equal("COMPLETED", (await RunAsync(new Order("a"))).Text);
    }

    [Fact]
    public async Task Run_UnreadableRecord_SaysSo()
    {
        Configure(_ => { });
        await RunAsync(new Order("a"));
        var (key, _) = Assert.Single(_store.Records);
        _store.Records[key] = new DataRecord(key, DataRecord.DataRecordStatus.COMPLETED, 0, "[", null);

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(new Order("a")));
        Assert.Equal("Unable to get function response as Answer", thrown.Message);

        _store.Records[key] = new DataRecord(key, DataRecord.DataRecordStatus.COMPLETED, 0, "null", null);
        thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(new Order("a")));
        Assert.Equal("Unable to cast function response as Answer", thrown.Message);
    }

    [Fact]
    public async Task Run_SerializationContext_IsUsedWithNamesAsDeclared()
    {
        Setup.Configure(builder => builder.WithPersistenceStore(_store).WithJsonSerializationContext(TestJson.Default)
            .WithOptions(options => options.WithEventKeyJmesPath("[CallKey, Text]")));

        await RunAsync(new Order("a"));

        // A null text is a member here, where the Lambda serializer leaves it out; the key is the same.
        Assert.Equal("call#" + Hash("""["a",null]"""), Assert.Single(_store.Records).Key);
        Assert.Equal(new Answer("a", 1), await RunAsync(new Order("a")));
    }

    [Fact]
    public async Task Run_TwoFunctionsAtOnce_DoNotMixTheirPrefixes()
    {
        Configure(options => options.WithEventKeyJmesPath("CallKey"));
        var gate = new TaskCompletionSource();
        var first = RunAsync(new Order("a"), new IdempotentAttribute { KeyPrefix = "one" }, async () =>
        {
            await gate.Task;
            return new Answer("1", 0);
        });
        await RunAsync(new Order("a"), new IdempotentAttribute { KeyPrefix = "two" });
        gate.SetResult();
        await first;

        Assert.Equal(["one#", "two#"], _store.Records.Keys.Select(key => key[..4]).Order());
        Assert.All(_store.Records.Values, record => Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, record.StoredStatus));
    }

    [Fact]
    public async Task Run_ManyAtOnce_RunsTheTargetOnce()
    {
        Configure(_ => { });
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await RunAsync(new Order("a"))).Text;
            }
            catch (IdempotencyAlreadyInProgressException)
            {
                return "busy";
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(1, _calls);
        Assert.Contains("a", answers);
        Assert.Empty(answers.Except(["a", "busy"]));
    }

    [Fact]
    public async Task Run_NoContext_ClaimsWithoutDeadline()
    {
        Configure(_ => { });
        DataRecord? claimed = null;
        _store.Before = operation =>
        {
            if (operation == "update")
                claimed = Assert.Single(_store.Records).Value;
        };

        await InvocationOnce.RunAsync(Attribute, "Handle", new Order("a"), null, TestJson.Serializer, TargetAsync, _time);

        Assert.Null(claimed!.InProgressExpiryTimestamp);
    }

    [Fact]
    public async Task Run_NullPayload_IsAConfigurationError()
    {
        Configure(_ => { });

        await Assert.ThrowsAsync<IdempotencyConfigurationException>(() => RunAsync(null!));
    }

    [Fact]
    public void Run_Sync_AnswersTwiceAlike()
    {
        Configure(_ => { });

        var first = InvocationOnce.Run(Attribute, "Handle", new Order("s"), null, TestJson.Serializer, () => new Answer("s", ++_calls));
        var second = InvocationOnce.Run(Attribute, "Handle", new Order("s"), null, TestJson.Serializer, () => new Answer("s", ++_calls));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Run_DisabledByTheEnvironment_LeavesTheStoreAlone()
    {
        Configure(_ => { });
        Environment.SetEnvironmentVariable("POWERTOOLS_IDEMPOTENCY_DISABLED", "true");
        try
        {
            foreach (var _ in new[] { 1, 2 })
                await InvocationOnce.RunAsync(Attribute, "Handle", new Order("a"), null, TestJson.Serializer, TargetAsync);
        }
        finally
        {
            Environment.SetEnvironmentVariable("POWERTOOLS_IDEMPOTENCY_DISABLED", null);
        }

        Assert.Equal(2, _calls);
        Assert.Empty(_store.Calls);
    }

    [Fact]
    public void Configure_NoStore_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Setup.Configure(_ => { }));

    [Fact]
    public async Task SaveSuccess_StoreUsedByHand_SerializesByTheContext()
    {
        Setup.Configure(builder => builder.WithPersistenceStore(_store).WithJsonSerializationContext(TestJson.Default));
        _store.Configure(new IdempotencyOptionsBuilder().Build(), "Own", null);
        using var data = System.Text.Json.JsonDocument.Parse("\"x\"");

        await _store.SaveInProgress(data, _time.GetUtcNow(), null);
        await _store.SaveSuccess(data, new Answer("t", 1), _time.GetUtcNow());
        var record = await _store.GetRecord(data, _time.GetUtcNow());

        Assert.Equal("testFunction.Own#" + Hash("x"), record.IdempotencyKey);
        Assert.Equal("""{"Text":"t","Calls":1}""", record.ResponseData);
    }

    private static string Hash(string text)
    {
        using var document = System.Text.Json.JsonDocument.Parse(text.StartsWith('[') ? text : $"\"{text}\"");
        return BasePersistenceStore.Hash(document.RootElement);
    }

    private void Configure(Action<IdempotencyOptionsBuilder> options) =>
        Setup.Configure(builder => builder.WithPersistenceStore(_store).WithOptions(options));

    private Task<Answer> RunAsync(Order order, IdempotentAttribute? attribute = null, Func<Task<Answer>>? target = null) =>
        InvocationOnce.RunAsync(
            attribute ?? Attribute,
            "Handle",
            order,
            new TestLambdaContext(),
            TestJson.Serializer,
            target ?? (() => TargetAsync(order)),
            _time);

    private Task<Answer> TargetAsync() => TargetAsync(new Order("?"));

    private async Task<Answer> TargetAsync(Order order)
    {
        await Task.Yield();
        return new Answer(order.CallKey, Interlocked.Increment(ref _calls));
    }
}
