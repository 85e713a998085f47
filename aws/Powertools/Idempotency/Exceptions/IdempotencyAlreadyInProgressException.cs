namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The same call is being answered by another invocation. Retry it, or list its name in ASL's Retry.</summary>
public class IdempotencyAlreadyInProgressException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyAlreadyInProgressException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyAlreadyInProgressException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyAlreadyInProgressException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
