using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Reads a response, or an error, of the AWS JSON protocol.</summary>
internal sealed class JsonResponseReader(JsonService service, Func<JsonElement, AmazonWebServiceResponse> read) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var document = JsonDocument.Parse(input.Stream);
        return read(document.RootElement);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return service.Failure(
            new ServiceFailure(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode));
    }
}
