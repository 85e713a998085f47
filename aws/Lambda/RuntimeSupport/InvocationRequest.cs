using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One invocation: the event and its context.</summary>
public class InvocationRequest : IDisposable
{
    internal InvocationRequest(Stream inputStream, ILambdaContext lambdaContext)
    {
        InputStream = inputStream;
        LambdaContext = lambdaContext;
    }

    /// <summary>The event's bytes.</summary>
    public Stream InputStream { get; }

    /// <summary>The invocation's context.</summary>
    public ILambdaContext LambdaContext { get; }

    /// <summary>Closes the event's stream.</summary>
    public void Dispose()
    {
        InputStream.Dispose();
        GC.SuppressFinalize(this);
    }
}
