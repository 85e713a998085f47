using Microsoft.Data.Sqlite;

namespace AiProxy.EndToEnd.Tests;

/// <summary>Looks into a host's database from outside, as another process would.</summary>
internal static class IdempotencyStore
{
    /// <summary>How many calls' answers are stored.</summary>
    public static long CompletedCalls(string data) => Run(data, "SELECT count(*) FROM idempotency WHERE status = 'COMPLETED'");

    /// <summary>Drops what the gateway knows of requests; what is known of calls stays.</summary>
    public static void ForgetRequests(string data) => Run(data, "DELETE FROM request");

    private static long Run(string data, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
