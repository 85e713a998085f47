using System.Text.Json;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Workflows;

namespace AiProxy.Host.Endpoints;

/// <summary><c>GET /healthz</c>: that the host answers, and what it has loaded.</summary>
internal static class HealthEndpoint
{
    public static async Task HandleAsync(HttpContext context, IRouteSource routes, WorkflowCatalog workflows)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", "ok");
        writer.WriteNumber("models", routes.Current.Models.Length);
        writer.WriteStartArray("workflows");
        foreach (string name in workflows.Names)
        {
            writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
        writer.WriteStartObject("providers");
        foreach (ProviderDefinition provider in routes.Current.Providers)
        {
            writer.WriteString(provider.Name, provider.Simulated ? "simulated" : "live");
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }
}
