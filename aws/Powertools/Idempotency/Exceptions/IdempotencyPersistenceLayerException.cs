namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The store failed, or what it holds cannot be read.</summary>
public class IdempotencyPersistenceLayerException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyPersistenceLayerException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyPersistenceLayerException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyPersistenceLayerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
