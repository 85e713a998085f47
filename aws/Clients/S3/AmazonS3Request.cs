using Amazon.Runtime;

namespace Amazon.S3;

/// <summary>A request to S3.</summary>
public abstract class AmazonS3Request : AmazonWebServiceRequest
{
    /// <summary>The bucket, part of the endpoint.</summary>
    public string? BucketName { get; set; }
}
