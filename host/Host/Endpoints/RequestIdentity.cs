using AiProxy.Gateway;

namespace AiProxy.Host.Endpoints;

/// <summary>The id that an answer carries in <c>x-request-id</c>. The gateway sets that of its execution; whatever else is answered gets one here.</summary>
internal static class RequestIdentity
{
    private const string Header = "x-request-id";

    /// <summary>The request's id, which is minted when it is first asked for.</summary>
    public static string Of(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        if (headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues set) && set.ToString() is { Length: > 0 } id)
        {
            return id;
        }
        id = context.RequestServices.GetRequiredService<RequestIds>().Next();
        if (!context.Response.HasStarted)
        {
            headers[Header] = id;
        }
        return id;
    }

    /// <summary>Sees to it that the answer has an id, whoever writes it.</summary>
    public static void Ensure(HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            Of((HttpContext)state);
            return Task.CompletedTask;
        },
        context);
}
