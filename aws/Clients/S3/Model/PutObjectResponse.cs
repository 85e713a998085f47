using Amazon.Runtime;

namespace Amazon.S3.Model;

/// <summary>An object was written.</summary>
public class PutObjectResponse : AmazonWebServiceResponse
{
    /// <summary>What S3 calls this content.</summary>
    public string? ETag { get; set; }
}
