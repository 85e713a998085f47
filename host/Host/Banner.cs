using System.Text;
using AiProxy.Contracts.Routes;

namespace AiProxy.Host;

/// <summary>What a person sees when the host has started: where it listens, what it routes to, and a line to paste.</summary>
internal static class Banner
{
    /// <summary>The whole banner.</summary>
    public static string Render(string url, RouteTable routes, string routesFile, string stateMachinesFolder)
    {
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine($"  AiProxy listens on {url}");
        text.AppendLine();
        text.AppendLine($"  routes     {routesFile}");
        int width = routes.Routes.Max(route => route.Name.Length);
        foreach (RouteDefinition route in routes.Routes)
        {
            text.AppendLine($"    {route.Name.PadRight(width)}  {Describe(route)}");
        }
        text.AppendLine($"  workflows  {stateMachinesFolder}");
        text.AppendLine("  providers");
        foreach (ProviderDefinition provider in routes.Providers)
        {
            text.AppendLine(provider.Simulated
                ? $"    {provider.Name.PadRight(width)}  simulated: set {HostSecretName(provider)} to ask the real one"
                : $"    {provider.Name.PadRight(width)}  live, {provider.Url}");
        }
        text.AppendLine();
        text.AppendLine("  Try it:");
        text.AppendLine($$"""    curl {{url}}/v1/chat/completions -H 'content-type: application/json' -d '{"model":"{{Sample(routes)}}","messages":[{"role":"user","content":"Name a prime number."}]}'""");
        return text.ToString();
    }
}
