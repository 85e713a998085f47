using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Data.Sqlite;

namespace AiProxy.Host.Storage;

/// <summary>Idempotency records in the host's file, with the attributes and the put condition of the DynamoDB store.</summary>
/// <remarks><see href="https://docs.powertools.aws.dev/lambda/dotnet/utilities/idempotency/"/></remarks>
internal sealed class SqliteIdempotencyStore(Database database) : BasePersistenceStore
{
    public override Task<DataRecord> GetRecord(string idempotencyKey)
    {
        DataRecord? record = database.Read(
            "SELECT status, expiration, data, validation, in_progress_expiration FROM idempotency WHERE id = $id",
            command =>
            {
                command.Parameters.AddWithValue("$id", idempotencyKey);
                using SqliteDataReader row = command.ExecuteReader();
                return row.Read()
                    ? new DataRecord(
                        idempotencyKey,
                        Enum.Parse<DataRecord.DataRecordStatus>(row.GetString(0)),
                        row.GetInt64(1),
                        row.IsDBNull(2) ? null! : row.GetString(2),
                        row.IsDBNull(3) ? null! : row.GetString(3),
                        row.IsDBNull(4) ? null : row.GetInt64(4))
                    : null;
            });
        return record is null
            ? Task.FromException<DataRecord>(new IdempotencyItemNotFoundException($"No record is stored under '{idempotencyKey}'."))
            : Task.FromResult(record);
    }

    public override async Task PutRecord(DataRecord record, DateTimeOffset now)
    {
        int rows = await database.WriteAsync(
            """
            INSERT INTO idempotency(id, status, expiration, in_progress_expiration, data, validation)
            VALUES($id, $status, $expiration, $inProgress, NULL, $validation)
            ON CONFLICT(id) DO UPDATE SET
                status = $status, expiration = $expiration, in_progress_expiration = $inProgress, data = NULL, validation = $validation
            WHERE expiration < $now
               OR (in_progress_expiration IS NOT NULL AND in_progress_expiration < $nowMs AND status = 'INPROGRESS')
            """,
            command =>
            {
                command.Parameters.AddWithValue("$id", record.IdempotencyKey);
                command.Parameters.AddWithValue("$status", record.Status.ToString());
                command.Parameters.AddWithValue("$expiration", record.ExpiryTimestamp);
                command.Parameters.AddWithValue("$inProgress", (object?)record.InProgressExpiryTimestamp ?? DBNull.Value);
                command.Parameters.AddWithValue("$validation", (object?)record.PayloadHash ?? DBNull.Value);
                command.Parameters.AddWithValue("$now", now.ToUnixTimeSeconds());
                command.Parameters.AddWithValue("$nowMs", now.ToUnixTimeMilliseconds());
            });
        if (rows == 0)
        {
            throw new IdempotencyItemAlreadyExistsException($"A record is stored under '{record.IdempotencyKey}'.");
        }
    }

    public override async Task UpdateRecord(DataRecord record)
    {
        await database.WriteAsync(
            "UPDATE idempotency SET data = $data, expiration = $expiration, status = $status, validation = $validation WHERE id = $id",
            command =>
            {
                command.Parameters.AddWithValue("$id", record.IdempotencyKey);
                command.Parameters.AddWithValue("$status", record.Status.ToString());
                command.Parameters.AddWithValue("$expiration", record.ExpiryTimestamp);
                command.Parameters.AddWithValue("$data", (object?)record.ResponseData ?? DBNull.Value);
                command.Parameters.AddWithValue("$validation", (object?)record.PayloadHash ?? DBNull.Value);
            });
    }

    public override Task DeleteRecord(string idempotencyKey) =>
        database.WriteAsync("DELETE FROM idempotency WHERE id = $id", command => command.Parameters.AddWithValue("$id", idempotencyKey));
}
