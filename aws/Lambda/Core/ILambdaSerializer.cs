namespace Amazon.Lambda.Core;

/// <summary>Turns the event into the handler's input and its result into the response.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an event.</summary>
    /// <typeparam name="T">The handler's input.</typeparam>
    /// <param name="requestStream">The event, read to its end.</param>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes a result.</summary>
    /// <typeparam name="T">The handler's result.</typeparam>
    /// <param name="response">The result.</param>
    /// <param name="responseStream">Where to; left open.</param>
    void Serialize<T>(T response, Stream responseStream);
}
