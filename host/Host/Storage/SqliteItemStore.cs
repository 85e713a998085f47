using System.Globalization;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.LocalServices;
using AiProxy.LocalServices.DynamoDb;
using Microsoft.Data.Sqlite;

namespace AiProxy.Host.Storage;

/// <summary>
/// DynamoDB's tables in the host's file. Items that are Powertools' idempotency records are kept where <see cref="SqliteIdempotencyStore"/> keeps them, so
/// that functions as processes and functions in this process share them; all other items are kept as they are.
/// </summary>
/// <param name="database">The file.</param>
/// <param name="tables">The tables there are.</param>
internal sealed class SqliteItemStore(Database database, params LocalTable[] tables) : IItemStore
{
    /// <summary>The table of idempotency records.</summary>
    public const string Records = "aiproxy-records";

    /// <summary>Raised when an item has been kept, before whoever wrote it hears so: what is killed in this moment never does.</summary>
    internal event Action<string>? Kept;

    public LocalTable? Find(string name) => Array.Find(tables, table => table.Name == name);

    public string? Read(LocalTable table, string key)
    {
        try
        {
            return Look(table, key);
        }
        catch (StorageUnavailableException e)
        {
            throw ServiceException.Internal(e.Message);
        }
    }

    public async Task ChangeAsync(LocalTable table, string key, Func<string?, string?> change)
    {
        string? kept;
        ServiceException? refused;
        try
        {
            (kept, refused) = await database.ChangeAsync(() => Change(table, key, change));
        }
        catch (StorageUnavailableException e)
        {
            throw ServiceException.Internal(e.Message);
        }
        if (refused is not null)
        {
            throw refused;
        }
        if (kept is not null)
        {
            Kept?.Invoke(kept);
        }
    }

    // A refusal is a result: as an exception it would undo, and do again, what is committed with it.
    private (string? Kept, ServiceException? Refused) Change(LocalTable table, string key, Func<string?, string?> change)
    {
        string? before = Look(table, key);
        string? after;
        try
        {
            after = change(before);
        }
        catch (ServiceException e)
        {
            return (null, e);
        }
        if (before is not null)
        {
            Forget(table, key);
        }
        if (after is not null)
        {
            Keep(table, key, after);
        }
        return (after, null);
    }

    private string? Look(LocalTable table, string key) => (table.Name == Records ? LookForRecord(key) : null) ?? database.Read(
        "SELECT body FROM item WHERE table_name = $table AND id = $id",
        command =>
        {
            Bind(command, table, key);
            return (string?)command.ExecuteScalar();
        });

    private void Forget(LocalTable table, string key)
    {
        if (table.Name == Records)
        {
            database.Write("DELETE FROM idempotency WHERE id = $id", command => command.Parameters.AddWithValue("$id", key));
        }
        database.Write("DELETE FROM item WHERE table_name = $table AND id = $id", command => Bind(command, table, key));
    }

    private void Keep(LocalTable table, string key, string json)
    {
        JsonElement item = JsonElement.Parse(json);
        if (table.Name == Records && IsRecord(item))
        {
            KeepRecord(key, item);
            return;
        }
        database.Write("INSERT INTO item(table_name, id, expiration, body) VALUES($table, $id, $expiration, $body)", command =>
        {
            Bind(command, table, key);
            command.Parameters.AddWithValue("$expiration", (object?)Number(item, "expiration") ?? DBNull.Value);
            command.Parameters.AddWithValue("$body", json);
        });
    }

    private string? LookForRecord(string key) => database.Read(
        "SELECT status, expiration, data, validation, in_progress_expiration FROM idempotency WHERE id = $id",
        command =>
        {
            command.Parameters.AddWithValue("$id", key);
            using SqliteDataReader row = command.ExecuteReader();
            return row.Read() ? ToItem(key, row) : null;
        });

    private void KeepRecord(string key, JsonElement item) => database.Write(
        """
        INSERT INTO idempotency(id, status, expiration, in_progress_expiration, data, validation)
        VALUES($id, $status, $expiration, $inProgress, $data, $validation)
        """,
        command =>
        {
            command.Parameters.AddWithValue("$id", key);
            command.Parameters.AddWithValue("$status", Text(item, "status"));
            command.Parameters.AddWithValue("$expiration", Number(item, "expiration"));
            command.Parameters.AddWithValue("$inProgress", (object?)Number(item, "in_progress_expiration") ?? DBNull.Value);
            command.Parameters.AddWithValue("$data", (object?)Text(item, "data") ?? DBNull.Value);
            command.Parameters.AddWithValue("$validation", (object?)Text(item, "validation") ?? DBNull.Value);
        });

    private static string ToItem(string key, SqliteDataReader row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Attribute("id", "S", key);
            Attribute("status", "S", row.GetString(0));
            Attribute("expiration", "N", row.GetInt64(1).ToString(CultureInfo.InvariantCulture));
            Attribute("data", "S", row.IsDBNull(2) ? null : row.GetString(2));
            Attribute("validation", "S", row.IsDBNull(3) ? null : row.GetString(3));
            Attribute("in_progress_expiration", "N", row.IsDBNull(4) ? null : row.GetInt64(4).ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();

            void Attribute(string name, string type, string? value)
            {
                if (value is not null)
                {
                    writer.WriteStartObject(name);
                    writer.WriteString(type, value);
                    writer.WriteEndObject();
                }
            }
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    // Powertools' attributes and no others, each of its type.
    private static bool IsRecord(JsonElement item) =>
        Text(item, "status") is "INPROGRESS" or "COMPLETED" && Number(item, "expiration") is not null
        && item.EnumerateObject().All(attribute => attribute.Name switch
        {
            "id" or "status" or "data" or "validation" => Text(item, attribute.Name) is not null,
            "expiration" or "in_progress_expiration" => Number(item, attribute.Name) is not null,
            _ => false,
        });

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.TryGetProperty("S", out JsonElement text) ? text.GetString() : null;

    private static long? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.TryGetProperty("N", out JsonElement text)
        && long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    private static void Bind(SqliteCommand command, LocalTable table, string key)
    {
        command.Parameters.AddWithValue("$table", table.Name);
        command.Parameters.AddWithValue("$id", key);
    }
}
