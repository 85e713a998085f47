using System.Text;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes;
using AiProxy.Host.Configuration;
using AiProxy.Host.Providers;

namespace AiProxy.Host;

/// <summary>What a person sees when the host has started: where it listens, what it routes to, who answers, and a line to paste.</summary>
internal static class Banner
{
    /// <summary>The whole banner, without a trailing line end.</summary>
    /// <param name="urls">Where the host listens, at least one.</param>
    /// <param name="files">What it loaded.</param>
    /// <param name="routes">The routes in force.</param>
    public static string Render(ICollection<string> urls, ProjectFiles files, RouteTable routes)
    {
        int width = routes.Models.Select(model => model.Id).Concat(routes.Providers.Select(provider => provider.Name)).Max(name => name.Length);
        var text = new StringBuilder();
        text.AppendLine().AppendLine($"AiProxy listens on {string.Join(", ", urls)}").AppendLine();
        text.AppendLine($"models ({files.Routes})");
        foreach (ModelEntry model in routes.Models)
        {
            text.AppendLine($"  {model.Id.PadRight(width)}  {Describe(routes, model)}");
        }
        text.AppendLine().AppendLine(files.HasStateMachines ? $"workflows, on the embedded engine ({files.StateMachines})" : "workflows, on Step Functions");
        foreach (string workflow in routes.Models.Select(model => routes.WorkflowFor(model.Id)).Distinct().Order(StringComparer.Ordinal))
        {
            text.AppendLine($"  {workflow}");
        }
        text.AppendLine().AppendLine("providers");
        foreach (ProviderDefinition provider in routes.Providers)
        {
            text.AppendLine($"  {provider.Name.PadRight(width)}  {(files.HasStateMachines ? Describe(provider) : "asked by the deployed functions")}");
        }
        text.AppendLine().AppendLine("try it");
        text.Append($"  curl {ListenAddress.ForClients(urls.First())}/v1/chat/completions -H 'content-type: application/json' ");
        text.Append($$"""-d '{"model":"{{Sample(routes)}}","messages":[{"role":"user","content":"Name a prime number."}]}'""");
        return text.AppendLine().ToString();
    }

    /// <summary>What a person must know who lets others reach the host.</summary>
    public static string ExposureWarning(string url) =>
        $"warning: {url} can be reached from other machines, and this host has no authentication of its own: whoever reaches it spends your providers' keys. "
        + "Listen on 127.0.0.1, or put something in front of it that knows who is asking.";

    private static string Describe(RouteTable routes, ModelEntry model)
    {
        if (routes.Resolve(model.Id, null).Plan is not { } plan)
        {
            return "";
        }
        string targets = string.Join(", ", plan.Targets.Select(Name));
        string fallbacks = plan.Fallbacks.IsEmpty ? "" : $", else {string.Join(", ", plan.Fallbacks.Select(Name))}";
        return plan.Targets.Length == 1 && plan.Fallbacks.IsEmpty ? targets : $"{plan.Strategy.ToString().ToLowerInvariant()} of {targets}{fallbacks}";
    }

    private static string Name(Target target) => $"{target.Provider}/{target.Model}";

    private static string Describe(ProviderDefinition provider) => provider switch
    {
        { Simulated: true, Secret: { } secret } => $"simulated; set {LocalSecrets.SettingOf(secret)} to ask the real one",
        { Simulated: true } => "simulated",
        _ => $"live at {provider.Url}",
    };

    // The panel that shows most at a glance, where the routes file has it.
    private static string Sample(RouteTable routes) =>
        routes.Models.FirstOrDefault(model => routes.Resolve(model.Id, null).Plan is { Strategy: Strategy.All })?.Id ?? routes.Models[0].Id;
}
