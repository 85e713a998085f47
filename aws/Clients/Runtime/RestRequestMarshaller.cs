using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Writes a request in a REST protocol: the method and the path say which operation it is.</summary>
/// <param name="serviceNamespace">The SDK's namespace of the service.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path, with the placeholders that <paramref name="write"/> fills: <c>/{Key+}</c>.</param>
/// <param name="write">Fills path, query, headers and body.</param>
internal sealed class RestRequestMarshaller<TRequest>(string serviceNamespace, string method, string path, Action<IRequest, TRequest> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, serviceNamespace) { HttpMethod = method, ResourcePath = path };
        write(request, (TRequest)input);
        return request;
    }
}
