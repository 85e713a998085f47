using System.Net;
using System.Text;
using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Reads what a service says when it refuses.</summary>
internal static class ServiceErrors
{
    public static ServiceFailure Read(HttpResponseMessage response, byte[] body, bool isXml)
    {
        var (code, message) = isXml ? XmlError.Read(Encoding.UTF8.GetString(body)) : JsonError.Read(body);
        code = NameOf(Header(response, "x-amzn-errortype") ?? code) ?? CodeOf(response.StatusCode);
        var type = (int)response.StatusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        var requestId = Header(response, "x-amzn-requestid") ?? Header(response, "x-amz-request-id") ?? "";
        return new ServiceFailure(
            message ?? $"The service answered {(int)response.StatusCode} {code} and does not say why.", null!, type, code, requestId, response.StatusCode, body);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    // "com.amazonaws.dynamodb.v20120810#ThrottlingException", "ValidationException:http://internal.amazon.com/..."
    private static string? NameOf(string? type)
    {
        if (string.IsNullOrEmpty(type))
            return null;
        var end = type.IndexOf(':', StringComparison.Ordinal);
        var name = end < 0 ? type : type[..end];
        return name[(name.LastIndexOf('#') + 1)..];
    }

    private static string CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden => "AccessDenied",
        HttpStatusCode.NotFound => "NotFound",
        HttpStatusCode.TooManyRequests => "TooManyRequests",
        HttpStatusCode.ServiceUnavailable => "ServiceUnavailable",
        HttpStatusCode.InternalServerError => "InternalFailure",
        _ => status.ToString(),
    };
}
