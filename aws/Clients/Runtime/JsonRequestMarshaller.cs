using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Writes a request in the AWS JSON protocol: one POST, the operation in a header, members in the body.</summary>
internal sealed class JsonRequestMarshaller<TRequest>(
    JsonService service, string serviceNamespace, string operation, Action<Utf8JsonWriter, TRequest> write, string? hostPrefix = null)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, serviceNamespace)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            HostPrefix = hostPrefix,
        };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{operation}";
        request.Headers[HeaderKeys.ContentTypeHeader] = $"application/x-amz-json-{service.JsonVersion}";
        request.Headers[HeaderKeys.XAmzApiVersion] = service.ApiVersion;

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json, (TRequest)input);
            json.WriteEndObject();
        }

        request.Content = buffer.ToArray();
        return request;
    }
}
