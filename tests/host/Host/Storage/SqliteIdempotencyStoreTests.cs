using AiProxy.Host.Storage;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Storage;

/// <summary>The conditions of the DynamoDB store, kept by SQLite.</summary>
public sealed class SqliteIdempotencyStoreTests : IDisposable
{
    // A record says of itself whether it has expired, by the real clock: the tests live in the present.
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly Database _database = new(":memory:", new FakeTimeProvider(Now));
    private readonly SqliteIdempotencyStore _store;

    public SqliteIdempotencyStoreTests() => _store = new SqliteIdempotencyStore(_database);

    [Fact]
    public async Task Put_New_IsRead()
    {
        await _store.PutRecord(InProgress("k"), Now);

        DataRecord record = await _store.GetRecord("k");
        Assert.Equal(DataRecord.DataRecordStatus.INPROGRESS, record.Status);
        Assert.Equal(Now.AddHours(1).ToUnixTimeSeconds(), record.ExpiryTimestamp);
        Assert.Equal(Now.AddSeconds(30).ToUnixTimeMilliseconds(), record.InProgressExpiryTimestamp);
    }

    [Fact]
    public async Task Put_Again_IsRefused()
    {
        await _store.PutRecord(InProgress("k"), Now);

        await Assert.ThrowsAsync<IdempotencyItemAlreadyExistsException>(() => _store.PutRecord(InProgress("k"), Now));
    }

    [Fact]
    public async Task Put_OtherRunIsOverdue_TakesItsPlace()
    {
        await _store.PutRecord(InProgress("k"), Now);

        await _store.PutRecord(InProgress("k"), Now.AddSeconds(31));
    }

    [Fact]
    public async Task Put_CompletedHasExpired_TakesItsPlace()
    {
        await _store.PutRecord(InProgress("k"), Now);
        await _store.UpdateRecord(Completed("k"));
        await Assert.ThrowsAsync<IdempotencyItemAlreadyExistsException>(() => _store.PutRecord(InProgress("k"), Now.AddMinutes(59)));

        await _store.PutRecord(InProgress("k"), Now.AddMinutes(61));
    }

    [Fact]
    public async Task Update_Completed_KeepsTheAnswer()
    {
        await _store.PutRecord(InProgress("k"), Now);
        await _store.UpdateRecord(Completed("k"));

        DataRecord record = await _store.GetRecord("k");
        Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, record.Status);
        Assert.Equal("""{"a":1}""", record.ResponseData);
    }

    [Fact]
    public async Task Delete_Record_IsGone()
    {
        await _store.PutRecord(InProgress("k"), Now);
        await _store.DeleteRecord("k");

        await Assert.ThrowsAsync<IdempotencyItemNotFoundException>(() => _store.GetRecord("k"));
    }

    [Fact]
    public async Task Put_ManyAtOnce_OnlyOneWins()
    {
        int won = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                await _store.PutRecord(InProgress("k"), Now);
                Interlocked.Increment(ref won);
            }
            catch (IdempotencyItemAlreadyExistsException)
            {
                // The others.
            }
        })));

        Assert.Equal(1, won);
    }

    public void Dispose() => _database.Dispose();

    private static DataRecord InProgress(string key) => new(
        key, DataRecord.DataRecordStatus.INPROGRESS, Now.AddHours(1).ToUnixTimeSeconds(), null!, null!, Now.AddSeconds(30).ToUnixTimeMilliseconds());

    private static DataRecord Completed(string key) => new(
        key, DataRecord.DataRecordStatus.COMPLETED, Now.AddHours(1).ToUnixTimeSeconds(), """{"a":1}""", null!);
}
