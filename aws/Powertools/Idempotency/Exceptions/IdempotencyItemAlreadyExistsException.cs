namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The store has a live record under the key. Stores throw it from PutRecord.</summary>
public class IdempotencyItemAlreadyExistsException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyItemAlreadyExistsException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyItemAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyItemAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
