using System.Text.Json;
using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>A client of a service with the AWS JSON protocol: one POST, the operation in a header, members in the body.</summary>
/// <remarks><see href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html"/></remarks>
public abstract class JsonServiceClient : ServiceClient
{
    private readonly ServiceConfig _config;
    private readonly ServiceDescription _service;
    private readonly string _targetPrefix;
    private readonly string _contentType;

    private protected JsonServiceClient(ServiceDescription service, string targetPrefix, string version, ServiceConfig config, AWSCredentials? credentials)
        : base(service, config, credentials)
    {
        _config = config;
        _service = service;
        _targetPrefix = targetPrefix;
        _contentType = $"application/x-amz-json-{version}";
    }

    private protected Task<TResponse> CallAsync<TResponse>(
        string operation, Action<Utf8JsonWriter> write, Func<JsonElement, TResponse> read, CancellationToken cancellationToken, string? hostPrefix = null)
        where TResponse : AmazonWebServiceResponse
    {
        var endpoint = ServiceEndpoint.Of(_config, _service.EndpointPrefix);
        if (hostPrefix is not null && !_config.DisableHostPrefixInjection)
            endpoint = new UriBuilder(endpoint) { Host = hostPrefix + endpoint.Host }.Uri;

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var request = new ServiceRequest("POST", endpoint, "/") { Body = buffer.ToArray() };
        request.Headers["x-amz-target"] = $"{_targetPrefix}.{operation}";
        request.Headers["content-type"] = _contentType;
        return SendAsync(request, response => response.Json(read), cancellationToken);
    }
}
