using System.Collections.Immutable;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Routes.Config;

internal sealed record ProviderConfig(string Name, string Pointer)
{
    public Sourced<string>? Format { get; init; }

    public Sourced<string>? Url { get; init; }

    /// <summary>Null: not written. <c>Value</c> null: written as null, so the provider needs no key.</summary>
    public Sourced<string?>? Secret { get; init; }

    public Sourced<bool>? Simulated { get; init; }

    public ImmutableArray<ModelConfig> Models { get; init; } = [];
}

internal sealed record ModelConfig(string Name, Price? Price);
