using System.Text.Json;
using AiProxy.Contracts.Callers;
using AiProxy.Contracts.Routes;

namespace AiProxy.Gateway.Http;

/// <summary>The answer of <c>GET /v1/models</c>: every name that <c>model</c> may have.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/models/list"/></remarks>
public static class ModelList
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="routes">The routes in force.</param>
    /// <param name="scope">What the caller may ask for: it is told of nothing else.</param>
    /// <param name="created">What <c>created</c> says of each, seconds since 1970: routes do not know when they were made, so it is when they were loaded.</param>
    public static void Write(Utf8JsonWriter writer, RouteTable routes, CallerScope scope, long created)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (ModelEntry model in routes.Models)
        {
            if (!scope.Allows(model.Id))
            {
                continue;
            }
            writer.WriteStartObject();
            writer.WriteString("id", model.Id);
            writer.WriteString("object", "model");
            writer.WriteNumber("created", created);
            writer.WriteString("owned_by", model.OwnedBy);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
