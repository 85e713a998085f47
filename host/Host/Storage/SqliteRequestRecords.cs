using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Gateway.Idempotency;
using Microsoft.Data.Sqlite;

namespace AiProxy.Host.Storage;

/// <summary>What requests with an <c>Idempotency-Key</c> were answered, in the host's file. A second process on the same file sees the same records.</summary>
internal sealed class SqliteRequestRecords(Database database) : IRequestRecords
{
    public Task<ClaimOutcome> ClaimAsync(RequestClaim claim, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int rows = database.Write(
            """
            INSERT INTO request(id, owner, body_hash, held_until, expiration, answer)
            VALUES($id, $owner, $bodyHash, $heldUntil, $expiration, NULL)
            ON CONFLICT(id) DO UPDATE SET
                owner = $owner, body_hash = $bodyHash, held_until = $heldUntil, expiration = $expiration, answer = NULL
            WHERE expiration <= $now OR (answer IS NULL AND held_until <= $nowMs)
            """,
            command =>
            {
                command.Parameters.AddWithValue("$id", claim.Key);
                command.Parameters.AddWithValue("$owner", claim.Owner);
                command.Parameters.AddWithValue("$bodyHash", claim.BodyHash);
                command.Parameters.AddWithValue("$heldUntil", claim.HeldUntil.ToUnixTimeMilliseconds());
                command.Parameters.AddWithValue("$expiration", claim.Expires.ToUnixTimeSeconds());
                command.Parameters.AddWithValue("$now", claim.Now.ToUnixTimeSeconds());
                command.Parameters.AddWithValue("$nowMs", claim.Now.ToUnixTimeMilliseconds());
            });
        return Task.FromResult(rows > 0 ? new ClaimOutcome.Claimed() : Look(claim));
    }

    public Task<bool> AnswerAsync(string key, string owner, HttpAnswer answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int rows = database.Write("UPDATE request SET answer = $answer WHERE id = $id AND owner = $owner", command =>
        {
            command.Parameters.AddWithValue("$id", key);
            command.Parameters.AddWithValue("$owner", owner);
            command.Parameters.AddWithValue("$answer", JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJsonContext.Default.HttpAnswer));
        });
        return Task.FromResult(rows > 0);
    }

    public Task ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        database.Write("DELETE FROM request WHERE id = $id AND owner = $owner AND answer IS NULL", command =>
        {
            command.Parameters.AddWithValue("$id", key);
            command.Parameters.AddWithValue("$owner", owner);
        });
        return Task.CompletedTask;
    }

    // A record that another process released since the claim counts as held: the next look finds it free.
    private ClaimOutcome Look(RequestClaim claim) => database.Read<ClaimOutcome>("SELECT body_hash, answer FROM request WHERE id = $id", command =>
    {
        command.Parameters.AddWithValue("$id", claim.Key);
        using SqliteDataReader row = command.ExecuteReader();
        if (!row.Read())
        {
            return new ClaimOutcome.Held(claim.BodyHash);
        }
        return row.IsDBNull(1)
            ? new ClaimOutcome.Held(row.GetString(0))
            : new ClaimOutcome.Answered(row.GetString(0), JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(1), ContractsJsonContext.Default.HttpAnswer)!);
    });
}
