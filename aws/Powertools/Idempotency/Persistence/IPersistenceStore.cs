namespace AWS.Lambda.Powertools.Idempotency.Persistence;

/// <summary>Where idempotency records are kept.</summary>
public interface IPersistenceStore
{
    /// <summary>Reads a record.</summary>
    /// <exception cref="Exceptions.IdempotencyItemNotFoundException">There is none.</exception>
    Task<DataRecord> GetRecord(string idempotencyKey);

    /// <summary>Writes a record unless a live one is there, in one step.</summary>
    /// <exception cref="Exceptions.IdempotencyItemAlreadyExistsException">A live one is there.</exception>
    Task PutRecord(DataRecord record, DateTimeOffset now);

    /// <summary>Completes a record.</summary>
    Task UpdateRecord(DataRecord record);

    /// <summary>Removes a record.</summary>
    Task DeleteRecord(string idempotencyKey);
}
