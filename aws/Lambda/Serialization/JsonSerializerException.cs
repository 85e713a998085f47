namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event could not be read, or a result could not be written.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>Says what failed.</summary>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Says what failed, and why.</summary>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
