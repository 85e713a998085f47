using System.Collections.Frozen;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Planning;

/// <summary>Fills in what the file's providers leave out.</summary>
internal static class ProviderBuilder
{
    public static FrozenDictionary<string, ProviderDefinition> Build(RoutesConfig file, RouteTableOptions options) =>
        file.Providers.Select(provider => Build(provider, options)).ToFrozenDictionary(provider => provider.Name);

    private static ProviderDefinition Build(ProviderConfig config, RouteTableOptions options)
    {
        WireFormat format = WireFormat.Find(config.Format?.Value ?? config.Name)!;
        var provider = new ProviderDefinition
        {
            Name = config.Name,
            Format = format,
            Url = (config.Url?.Value ?? format.DefaultUrl).TrimEnd('/'),
            Secret = config.Secret is { } secret ? secret.Value : RouteDefaults.SecretOf(config.Name),
            Simulated = config.Simulated?.Value ?? false,
            Models = [.. config.Models.Select(model => model.Name)],
            Prices = config.Models.Where(model => model.Price is not null).ToFrozenDictionary(model => model.Name, model => model.Price!),
        };
        return options.Simulate?.Invoke(provider) is { } simulator
            ? provider with { Url = simulator.Url.TrimEnd('/'), Simulated = true }
            : provider;
    }
}
