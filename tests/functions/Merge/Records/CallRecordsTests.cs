using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Calls;
using AiProxy.Merge.Records;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Merge.Tests.Records;

public sealed class CallRecordsTests
{
    private const string Key = "call#b2fbdd9d8a1a5b0c9e2d4a4f7b2d1a3e";

    private readonly MemoryStore _store = new();

    private Task<CallResult?> FindAsync(string callKey) => new CallRecords(() => _store).FindAsync(callKey, TestContext.Current.CancellationToken);

    private void Store(string callKey, DataRecord.DataRecordStatus status, CallResult? result, long expiry = 0)
    {
        string key = CallRecords.KeyOf(callKey);
        string? json = result is null ? null : JsonSerializer.Serialize(result, ContractsJsonContext.Default.CallResult);
        _store.Records[key] = new DataRecord(key, status, expiry, json, null);
    }

    // The digest is md5sum's.
    [Fact]
    public void KeyOf_ACallsKey_IsPowertools() => Assert.Equal("call#900150983cd24fb0d6963f7d28e17f72", CallRecords.KeyOf("abc"));

    [Fact]
    public async Task Find_Completed_IsTheResult()
    {
        Store("k", DataRecord.DataRecordStatus.COMPLETED, Samples.Answered("a", "hi"));

        CallResult? result = await FindAsync("k");

        Assert.Equal("a", result!.Id);
        Assert.Equal(15, result.Usage!.TotalTokens);
        Assert.NotNull(result.Answer!.Inline);
    }

    [Fact]
    public async Task Find_InProgress_IsNull()
    {
        Store("k", DataRecord.DataRecordStatus.INPROGRESS, null);

        Assert.Null(await FindAsync("k"));
    }

    [Fact]
    public async Task Find_Expired_IsNull()
    {
        Store("k", DataRecord.DataRecordStatus.COMPLETED, Samples.Answered("a"), expiry: 1);

        Assert.Null(await FindAsync("k"));
    }

    [Fact]
    public async Task Find_Nothing_IsNull() => Assert.Null(await FindAsync(Key));
}
