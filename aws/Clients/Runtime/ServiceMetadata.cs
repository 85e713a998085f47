using Amazon.Runtime.Internal;

namespace AiProxy.Aws.Clients.Runtime;

internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
