using System.Threading.Channels;
using AiProxy.Contracts.Payloads;
using Microsoft.Data.Sqlite;

namespace AiProxy.Host.Storage;

/// <summary>The host's one file: idempotency records and large payloads.</summary>
/// <remarks>
/// SQLite allows one writer at a time and its .NET provider waits for a lock in steps of 150 ms, so all statements go through one connection
/// under a lock of our own. Writes that arrive while another is under way are committed together. WAL with <c>synchronous=NORMAL</c> survives a
/// killed process; a power cut may lose the last moments, never the file.
/// </remarks>
public sealed class Database : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS idempotency(
            id TEXT PRIMARY KEY,
            status TEXT NOT NULL,
            expiration INTEGER NOT NULL,
            in_progress_expiration INTEGER,
            data TEXT,
            validation TEXT);
        CREATE INDEX IF NOT EXISTS idempotency_expiration ON idempotency(expiration);
        CREATE TABLE IF NOT EXISTS request(
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            body_hash TEXT NOT NULL,
            held_until INTEGER NOT NULL,
            expiration INTEGER NOT NULL,
            answer BLOB);
        CREATE INDEX IF NOT EXISTS request_expiration ON request(expiration);
        CREATE TABLE IF NOT EXISTS payload(
            reference TEXT PRIMARY KEY,
            expiration INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS payload_expiration ON payload(expiration);
        CREATE TABLE IF NOT EXISTS item(
            table_name TEXT NOT NULL,
            id TEXT NOT NULL,
            expiration INTEGER,
            body TEXT NOT NULL,
            PRIMARY KEY(table_name, id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS item_expiration ON item(expiration);
        """;

    private const int WritesBetweenSweeps = 1000;
    private const int MostWritesTogether = 256;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly Channel<PendingWrite> _pending = Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;
    private int _writes;

    /// <summary>Opens or creates the file, and its folder.</summary>
    /// <param name="path">The file; <c>:memory:</c> keeps everything in memory.</param>
    /// <param name="time">Tells what has expired.</param>
    /// <exception cref="SqliteException">The file cannot be opened, or is not a database.</exception>
    public Database(string path, TimeProvider time)
    {
        _time = time;
        if (path != ":memory:" && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Run(Schema, static command => command.ExecuteNonQuery());
            Sweep();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
        _writer = Task.Run(WritePendingAsync);
    }

    /// <summary>Runs a statement that reads.</summary>
    /// <exception cref="StorageUnavailableException">SQLite refuses: the disk is full, the file locked or damaged.</exception>
    public T Read<T>(string sql, Func<SqliteCommand, T> use)
    {
        lock (_gate)
        {
            return OrSay(() => Run(sql, use));
        }
    }

    /// <summary>Runs a statement that writes, and from time to time drops what has expired.</summary>
    /// <returns>Rows changed.</returns>
    /// <exception cref="StorageUnavailableException">SQLite refuses: the disk is full, the file locked or damaged. Nothing was written.</exception>
    public int Write(string sql, Action<SqliteCommand> bind)
    {
        lock (_gate)
        {
            return OrSay(() => Execute(sql, bind));
        }
    }

    /// <summary>As <see cref="Write"/>, without a thread that waits; committed together with the other writes of the moment.</summary>
    public Task<int> WriteAsync(string sql, Action<SqliteCommand> bind) => QueueAsync(new PendingWrite<int>(() => Execute(sql, bind), isOneStatement: true));

    /// <summary>
    /// Reads and writes (<see cref="Read"/>, <see cref="Write"/>) with nothing of anybody else's in between: all of it happens or, where
    /// <paramref name="change"/> throws, nothing. It may be called again where others that were to be committed with it failed.
    /// </summary>
    /// <returns>What <paramref name="change"/> returned.</returns>
    /// <exception cref="StorageUnavailableException">SQLite refuses; nothing was written.</exception>
    public Task<T> ChangeAsync<T>(Func<T> change) => QueueAsync(new PendingWrite<T>(change, isOneStatement: false));

    /// <inheritdoc/>
    public void Dispose()
    {
        _pending.Writer.TryComplete();
        _writer.Wait();
        lock (_gate)
        {
            foreach (SqliteCommand command in _prepared.Values)
            {
                command.Dispose();
            }
            _connection.Dispose();
        }
    }

    private Task<T> QueueAsync<T>(PendingWrite<T> write) =>
        _pending.Writer.TryWrite(write) ? write.Result : Task.FromException<T>(new ObjectDisposedException(nameof(Database)));

    private async Task WritePendingAsync()
    {
        var together = new List<PendingWrite>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            while (together.Count < MostWritesTogether && _pending.Reader.TryRead(out PendingWrite? write))
            {
                together.Add(write);
            }
            if (together.Count == 1 || !TryCommit(together))
            {
                // Alone, each succeeds or fails for its own reason.
                together.ForEach(Commit);
            }
            together.Clear();
        }
    }

    private bool TryCommit(List<PendingWrite> together)
    {
        lock (_gate)
        {
            try
            {
                Run("BEGIN IMMEDIATE", static command => command.ExecuteNonQuery());
                together.ForEach(static write => write.Run());
                Run("COMMIT", static command => command.ExecuteNonQuery());
            }
            catch (Exception)
            {
                // Whatever it was, the writer's loop must go on; each write is tried again by itself and says what is wrong with it.
                RollBack();
                return false;
            }
        }
        together.ForEach(static write => write.Succeed());
        return true;
    }

    private void Commit(PendingWrite write)
    {
        try
        {
            lock (_gate)
            {
                OrSay(() => write.IsOneStatement ? RunOne(write) : RunAll(write));
            }
        }
        catch (Exception e)
        {
            // The writer's loop must go on; whoever asked for this write hears of it.
            write.Fail(e);
            return;
        }
        write.Succeed();
    }

    private static bool RunOne(PendingWrite write)
    {
        write.Run();
        return true;
    }

    private bool RunAll(PendingWrite write)
    {
        Run("BEGIN IMMEDIATE", static command => command.ExecuteNonQuery());
        try
        {
            write.Run();
            Run("COMMIT", static command => command.ExecuteNonQuery());
            return true;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        try
        {
            Run("ROLLBACK", static command => command.ExecuteNonQuery());
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does on a full disk.
        }
    }

    private static T OrSay<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException e)
        {
            throw new StorageUnavailableException($"The database cannot be used: {e.Message}", e);
        }
    }

    private int Execute(string sql, Action<SqliteCommand> bind)
    {
        if (++_writes % WritesBetweenSweeps == 0)
        {
            Sweep();
        }
        return Run(sql, command =>
        {
            bind(command);
            return command.ExecuteNonQuery();
        });
    }

    // Parsing a statement costs more than running it, so each is kept.
    private T Run<T>(string sql, Func<SqliteCommand, T> use)
    {
        if (!_prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _prepared.Add(sql, command);
        }
        try
        {
            return use(command);
        }
        finally
        {
            command.Parameters.Clear();
        }
    }

    private void Sweep()
    {
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        Run("DELETE FROM idempotency WHERE expiration < $now; DELETE FROM request WHERE expiration < $now; DELETE FROM payload WHERE expiration < $now; DELETE FROM item WHERE expiration < $now;", command =>
        {
            command.Parameters.AddWithValue("$now", now);
            return command.ExecuteNonQuery();
        });
    }

    private abstract class PendingWrite(bool isOneStatement)
    {
        public bool IsOneStatement { get; } = isOneStatement;

        public abstract void Run();

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class PendingWrite<T>(Func<T> run, bool isOneStatement) : PendingWrite(isOneStatement)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Result => _done.Task;

        public override void Run() => _result = run();

        public override void Succeed() => _done.SetResult(_result);

        public override void Fail(Exception exception) => _done.SetException(exception);
    }
}
