using System.Text.Json.Nodes;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Projects;

namespace AiProxy.Host.Processes;

/// <summary>The routes as they are in force here, as a file: a provider that a simulator stands in for is written so.</summary>
internal static class EffectiveRoutes
{
    /// <summary>Writes them.</summary>
    /// <param name="snapshot">What is in force.</param>
    /// <param name="file">Where to.</param>
    public static void Write(ProjectSnapshot snapshot, string file)
    {
        // The bytes may begin with a byte-order mark, as those of a file may.
        ReadOnlySpan<byte> text = snapshot.RoutesText.Span;
        JsonNode routes = JsonNode.Parse(text.StartsWith("\uFEFF"u8) ? text[3..] : text)!;
        foreach (ProviderDefinition provider in snapshot.Routes.Providers.Where(provider => provider.Simulated))
        {
            JsonObject written = routes["providers"]![provider.Name]!.AsObject();
            written["url"] = provider.Url;
            written["secret"] = null;
            written["simulated"] = true;
        }
        File.WriteAllText(file, routes.ToJsonString());
    }
}
