using AiProxy.Contracts.Errors;
using AiProxy.Gateway.Http;
using AiProxy.Host.Endpoints;
using Microsoft.Extensions.Primitives;

namespace AiProxy.Host.Protection;

/// <summary>What a request must be before anything looks at its body.</summary>
/// <param name="hosts">The names that are ours.</param>
/// <param name="maxHeaderBytes">The largest total of all headers.</param>
internal sealed class RequestRules(OwnHosts hosts, int maxHeaderBytes)
{
    /// <summary>Longest path and query together, characters.</summary>
    public const int MaxUrlLength = 8192;

    /// <summary>Most headers, which the server beneath would refuse without a word.</summary>
    public const int MaxHeaders = 100;

    /// <summary>The first rule that the request breaks, or null.</summary>
    public OpenAiError? Check(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!hosts.IsOwn(request.Host, context.Connection.LocalIpAddress))
        {
            return Refusals.UnknownHost(request.Host);
        }
        if (request.Headers.Origin is { Count: > 0 } origin && !IsSameOrigin(origin, request.Host))
        {
            return Refusals.ForeignOrigin(request.Host);
        }
        if ((request.Path.Value?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0) > MaxUrlLength)
        {
            return Refusals.UrlTooLong(MaxUrlLength);
        }
        if (request.Headers.Count > MaxHeaders || HeaderBytes(request.Headers) > maxHeaderBytes)
        {
            return Refusals.HeadersTooLarge(maxHeaderBytes, MaxHeaders);
        }
        return context.GetEndpoint()?.Metadata.GetMetadata<JsonBodyMetadata>() is null ? null : CheckBody(request);
    }

    // A form of another site's can be sent without asking, but only as a form or as plain text: JSON needs a preflight, which gets no permission here.
    private static OpenAiError? CheckBody(HttpRequest request) =>
        JsonBody.Check(request.ContentType, request.Headers.ContentEncoding is { Count: > 0 } encoding ? encoding.ToString() : null);

    // The scheme is left out of it: behind a proxy that ends TLS the page has https and this request http. The Host is ours by now.
    private static bool IsSameOrigin(StringValues origin, HostString host)
    {
        string text = origin.ToString();
        int start = text.IndexOf("://", StringComparison.Ordinal);
        return start > 0 && string.Equals(text[(start + 3)..], host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static int HeaderBytes(IHeaderDictionary headers)
    {
        int total = 0;
        foreach ((string name, StringValues values) in headers)
        {
            foreach (string? value in values)
            {
                total += name.Length + (value?.Length ?? 0) + 4;
            }
        }
        return total;
    }
}
