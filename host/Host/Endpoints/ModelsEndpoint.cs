using System.Text.Json;
using AiProxy.Contracts.Callers;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Http;

namespace AiProxy.Host.Endpoints;

/// <summary><c>GET /v1/models</c>: every name that <c>model</c> may have.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/models/list"/></remarks>
internal static class ModelsEndpoint
{
    public static async Task HandleAsync(HttpContext context, IRouteSource routes, StartTime started)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        ModelList.Write(writer, routes.Current, CallerScope.All, started.UnixSeconds);
        await writer.FlushAsync(context.RequestAborted);
    }
}

/// <summary>When the host started: what <c>created</c> says of its models.</summary>
internal sealed record StartTime(long UnixSeconds);
