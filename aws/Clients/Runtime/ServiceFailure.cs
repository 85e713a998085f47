using System.Net;
using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>An error that a service answered, as the SDK's exceptions take it, and the answer itself for those that have more to say.</summary>
internal sealed record ServiceFailure(
    string Message, Exception InnerException, ErrorType Type, string Code, string RequestId, HttpStatusCode Status, byte[] Body);
