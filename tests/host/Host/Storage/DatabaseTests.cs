using AiProxy.Contracts.Payloads;
using AiProxy.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-db-").FullName;

    private string File => Path.Combine(_folder, "new", "aiproxy.db");

    [Fact]
    public async Task Payload_AfterReopening_IsThere()
    {
        string reference;
        using (var database = new Database(File, _time))
        {
            reference = await new SqlitePayloadStore(database, _time).PutAsync("req_1", "{}"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        using var again = new Database(File, _time);
        ReadOnlyMemory<byte> body = await new SqlitePayloadStore(again, _time).GetAsync(reference, TestContext.Current.CancellationToken);
        Assert.Equal("{}"u8.ToArray(), body.ToArray());
        Assert.StartsWith("req_1/", reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payload_ADayLater_HasExpired()
    {
        string reference;
        using (var database = new Database(File, _time))
        {
            reference = await new SqlitePayloadStore(database, _time).PutAsync("req_1", "{}"u8.ToArray(), TestContext.Current.CancellationToken);
        }
        _time.Advance(TimeSpan.FromHours(25));

        using var again = new Database(File, _time);
        var store = new SqlitePayloadStore(again, _time);
        await Assert.ThrowsAsync<PayloadNotFoundException>(() => store.GetAsync(reference, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Payload_Unknown_NamesIt()
    {
        using var database = new Database(":memory:", _time);
        var store = new SqlitePayloadStore(database, _time);

        var e = await Assert.ThrowsAsync<PayloadNotFoundException>(() => store.GetAsync("req_9/x", TestContext.Current.CancellationToken));
        Assert.Contains("req_9/x", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoDatabase_Throws()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "this is not a database, and long enough to have a header of one hundred bytes, which is what is read first.");

        Assert.Throws<SqliteException>(() => new Database(File, _time));
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_EachSucceedsOrFailsForItsOwnReason()
    {
        using var database = new Database(File, _time);
        const string Insert = "INSERT INTO payload(reference, expiration, body) VALUES($reference, 9999999999, x'00')";

        Task<int>[] writes =
        [
            .. Enumerable.Range(0, 200).Select(i => database.WriteAsync(Insert, command =>
            {
                if (i == 77)
                {
                    throw new InvalidOperationException("cannot bind");
                }
                // Every tenth is there already: the table refuses it.
                command.Parameters.AddWithValue("$reference", i % 10 == 9 ? "r-0" : $"r-{i}");
            })),
        ];
        await Task.WhenAll(writes).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.Equal(179, writes.Count(write => write.IsCompletedSuccessfully));
        Assert.Equal(20, writes.Count(write => write.Exception?.InnerException is StorageUnavailableException));
        Assert.IsType<InvalidOperationException>(writes[77].Exception!.InnerException);
        Assert.Equal(179L, database.Read("SELECT count(*) FROM payload", command => command.ExecuteScalar()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
