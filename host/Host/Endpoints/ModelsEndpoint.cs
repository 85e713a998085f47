using System.Text.Json;
using AiProxy.Contracts.Routes;

namespace AiProxy.Host.Endpoints;

/// <summary><c>GET /v1/models</c>: every name that <c>model</c> may have.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/models/list"/></remarks>
internal static class ModelsEndpoint
{
    public static async Task HandleAsync(HttpContext context, IRouteSource routes, StartTime started)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (ModelEntry model in routes.Current.Models)
        {
            writer.WriteStartObject();
            writer.WriteString("id", model.Id);
            writer.WriteString("object", "model");
            writer.WriteNumber("created", started.UnixSeconds);
            writer.WriteString("owned_by", model.OwnedBy);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }
}

/// <summary>When the host started: what <c>created</c> says of its models.</summary>
internal sealed record StartTime(long UnixSeconds);
