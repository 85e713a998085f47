namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The payload has no idempotency key, and the options ask for one.</summary>
public class IdempotencyKeyException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyKeyException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyKeyException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyKeyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
