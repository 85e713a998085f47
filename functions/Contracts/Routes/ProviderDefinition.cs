using System.Collections.Frozen;
using System.Collections.Immutable;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Routes;

/// <summary>A provider of the routes file, with every default filled in.</summary>
public sealed record ProviderDefinition
{
    /// <summary>Its name: what stands before the slash in <c>provider/model</c>.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="WireFormat"/>
    public required WireFormat Format { get; init; }

    /// <summary>The base URL, without a trailing slash.</summary>
    public required string Url { get; init; }

    /// <summary>The name of the secret that holds its key; null where none is needed. A simulator is never given it.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether a simulator answers in its place: as the file says, or as the host decided. Then no key is read, and answers say so.</summary>
    public bool Simulated { get; init; }

    /// <summary>The models that callers may name as <c>provider/model</c>, in the file's order.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>What its models cost, as far as the file says.</summary>
    public FrozenDictionary<string, Price> Prices { get; init; } = FrozenDictionary<string, Price>.Empty;
}
