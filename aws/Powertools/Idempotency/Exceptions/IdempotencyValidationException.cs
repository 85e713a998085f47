namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The same key came with another payload.</summary>
public class IdempotencyValidationException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyValidationException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyValidationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyValidationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
