using Amazon.Runtime;

namespace Amazon.S3.Model;

/// <summary>An object. The SDK's holds a connection until it is disposed of.</summary>
public class GetObjectResponse : AmazonWebServiceResponse, IDisposable
{
    /// <summary>What S3 calls this content.</summary>
    public string? ETag { get; set; }

    /// <summary>The body.</summary>
    public Stream ResponseStream { get; set; } = Stream.Null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the body.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            ResponseStream.Dispose();
    }
}
