using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.S3;

/// <summary>Reads a response of S3, whose errors are XML.</summary>
/// <param name="read">Makes the response of its headers and its body.</param>
/// <param name="streams">Whether the body is the caller's to read.</param>
internal sealed class S3ResponseReader(Func<IWebResponseData, Stream, AmazonWebServiceResponse> read, bool streams) : JsonResponseUnmarshaller
{
    private const string RequestIdHeader = "x-amz-request-id";

    public override bool HasStreamingProperty => streams;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => read(input.ResponseData, input.Stream);

    public override AmazonServiceException UnmarshallException(UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var exception = base.UnmarshallException(input, innerException, statusCode);
        // The base class has looked for the other services' header.
        exception.RequestId = input.ResponseData.GetHeaderValue(RequestIdHeader);
        return exception;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var reader = new StreamReader(input.Stream, Encoding.UTF8);
        var (code, message) = S3Error.Read(reader.ReadToEnd(), statusCode);
        var type = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return new AmazonS3Exception(message, innerException, type, code, "", statusCode);
    }
}
