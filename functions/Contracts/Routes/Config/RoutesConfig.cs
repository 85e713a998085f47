using System.Collections.Immutable;

namespace AiProxy.Contracts.Routes.Config;

/// <summary>The routes file as it was written: nothing filled in, nothing looked up.</summary>
internal sealed record RoutesConfig
{
    public ImmutableArray<ProviderConfig> Providers { get; init; } = [];

    /// <summary>Every provider name in the file, those whose own members could not be read included.</summary>
    public ImmutableArray<string> ProviderNames { get; init; } = [];

    public RouteConfig Defaults { get; init; } = new("/defaults");

    /// <summary>False where the defaults were refused: then nothing that builds on them can be judged.</summary>
    public bool DefaultsReadable { get; init; } = true;

    public ImmutableArray<(string Name, RouteConfig Config)> Routes { get; init; } = [];
}
