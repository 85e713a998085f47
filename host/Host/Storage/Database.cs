using AiProxy.Contracts.Payloads;
using Microsoft.Data.Sqlite;

namespace AiProxy.Host.Storage;

/// <summary>The host's one file: idempotency records and large payloads.</summary>
/// <remarks>
/// SQLite allows one writer at a time and its .NET provider waits for a lock in steps of 150 ms, so all statements go through one connection
/// under a lock of our own. WAL with <c>synchronous=NORMAL</c> survives a killed process; a power cut may lose the last moments, never the file.
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
            validation TEXT) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS idempotency_expiration ON idempotency(expiration);
        CREATE TABLE IF NOT EXISTS request(
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            body_hash TEXT NOT NULL,
            held_until INTEGER NOT NULL,
            expiration INTEGER NOT NULL,
            answer BLOB) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS request_expiration ON request(expiration);
        CREATE TABLE IF NOT EXISTS payload(
            reference TEXT PRIMARY KEY,
            expiration INTEGER NOT NULL,
            body BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS payload_expiration ON payload(expiration);
        """;

    private const int WritesBetweenSweeps = 1000;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
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
            return OrSay(() =>
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
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
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

    private T Run<T>(string sql, Func<SqliteCommand, T> use)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return use(command);
    }

    private void Sweep()
    {
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        Run("DELETE FROM idempotency WHERE expiration < $now; DELETE FROM request WHERE expiration < $now; DELETE FROM payload WHERE expiration < $now;", command =>
        {
            command.Parameters.AddWithValue("$now", now);
            return command.ExecuteNonQuery();
        });
    }
}
