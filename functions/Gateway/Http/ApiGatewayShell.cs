using System.Text;
using AiProxy.Contracts.Callers;
using AiProxy.Contracts.Errors;
using AiProxy.Gateway.Callers;
using Amazon.Lambda.APIGatewayEvents;

namespace AiProxy.Gateway.Http;

/// <summary>Reads what API Gateway's REST proxy integration hands over.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"/></remarks>
internal static class ApiGatewayShell
{
    /// <summary>The request, for the front door.</summary>
    /// <param name="request">API Gateway's event; every part of it may be missing.</param>
    /// <param name="timeLeft">What is left of the function's own time.</param>
    public static FrontDoorRequest Read(APIGatewayProxyRequest request, TimeSpan timeLeft) => new()
    {
        Method = (request.HttpMethod ?? request.RequestContext?.HttpMethod ?? "").ToUpperInvariant(),
        Path = PathOf(request),
        Header = name => HeaderOf(request, name),
        Body = () => BodyOf(request),
        Caller = CallerOf(request),
        TimeLeft = timeLeft,
    };

    // A custom domain puts its base path before the path, but not before the resource that was matched.
    private static string PathOf(APIGatewayProxyRequest request)
    {
        if (request.Resource is not { Length: > 0 } resource)
        {
            return request.Path ?? "/";
        }
        foreach ((string name, string value) in request.PathParameters ?? new Dictionary<string, string>())
        {
            resource = resource.Replace($"{{{name}+}}", value, StringComparison.Ordinal).Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }
        return resource;
    }

    // One header that was sent twice is one header with a comma: https://www.rfc-editor.org/rfc/rfc9110#section-5.3
    private static string? HeaderOf(APIGatewayProxyRequest request, string name)
    {
        string[] values =
        [
            .. (request.MultiValueHeaders ?? new Dictionary<string, IList<string>>())
                .Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
                .SelectMany(header => header.Value ?? []),
        ];
        if (values.Length == 0)
        {
            values =
            [
                .. (request.Headers ?? new Dictionary<string, string>())
                    .Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
                    .Select(header => header.Value),
            ];
        }
        return values.Length == 0 ? null : string.Join(',', values);
    }

    private static (ReadOnlyMemory<byte> Bytes, OpenAiError? Refusal) BodyOf(APIGatewayProxyRequest request)
    {
        string body = request.Body ?? "";
        if (!request.IsBase64Encoded)
        {
            return (Encoding.UTF8.GetBytes(body), null);
        }
        byte[] bytes = new byte[(body.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(body, bytes, out int length)
            ? (bytes.AsMemory(0, length), null)
            : (default, HttpErrors.Unreadable(400, "it is said to be Base64 and is not."));
    }

    // Only the authorizer vouches for a caller. Without its word, or with one that names nobody, there is no caller.
    private static Caller? CallerOf(APIGatewayProxyRequest request) => request.RequestContext?.Authorizer is { } authorizer && Text(authorizer, "caller") is { Length: > 0 } name
        ? new Caller(name, CallerScope.Parse(Text(authorizer, "routes")))
        : null;

    private static string? Text(APIGatewayCustomAuthorizerContext authorizer, string key) => authorizer.TryGetValue(key, out object? value) ? value?.ToString() : null;
}
