namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The store has no record under the key. Stores throw it from GetRecord.</summary>
public class IdempotencyItemNotFoundException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyItemNotFoundException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyItemNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyItemNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
