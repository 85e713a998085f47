namespace AWS.Lambda.Powertools.Idempotency.Exceptions;

/// <summary>The record changed between writing and reading it; tried again twice before this is thrown.</summary>
public class IdempotencyInconsistentStateException : Exception
{
    /// <summary>Without a message.</summary>
    public IdempotencyInconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public IdempotencyInconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public IdempotencyInconsistentStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
