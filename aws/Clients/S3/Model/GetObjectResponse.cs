using Amazon.Runtime;

namespace Amazon.S3.Model;

/// <summary>An object. Dispose of it to give its connection back.</summary>
public class GetObjectResponse : AmazonWebServiceResponse, IDisposable
{
    /// <summary>What S3 calls this content.</summary>
    public string? ETag { get; set; }

    /// <summary>The body, as it comes from the network.</summary>
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
