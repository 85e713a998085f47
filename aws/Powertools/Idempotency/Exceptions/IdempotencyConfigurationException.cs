namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>Idempotency is not set up, or the handler cannot be made idempotent.</summary>
public class IdempotencyConfigurationException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyConfigurationException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
