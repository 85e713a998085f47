using System.Net;
using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;

namespace Amazon.S3;

/// <summary>What S3 answered to a request that it refused.</summary>
/// <remarks>The codes: <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"/></remarks>
public class AmazonS3Exception : AmazonServiceException
{
    /// <summary>With a message.</summary>
    public AmazonS3Exception(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public AmazonS3Exception(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public AmazonS3Exception(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    internal static AmazonServiceException Of(ServiceFailure f) =>
        new AmazonS3Exception(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status);
}
