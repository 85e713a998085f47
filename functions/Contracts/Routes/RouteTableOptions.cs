namespace AiProxy.Contracts.Routes;

/// <summary>What a host knows that the routes file does not say.</summary>
public sealed class RouteTableOptions
{
    /// <summary>The workflows there are, by name; a route that names another is refused. Null (default): not checked.</summary>
    public IReadOnlySet<string>? KnownWorkflows { get; init; }

    /// <summary>The secrets that the deployment may read, by name; a provider with another is refused. Null (default): not checked.</summary>
    public IReadOnlySet<string>? AllowedSecrets { get; init; }

    /// <summary>Longest deadline that what stands before the workflow can wait for, milliseconds; a route with a longer one is refused. Null (default): not checked.</summary>
    public int? MaxDeadlineMs { get; init; }

    /// <summary>Asked once a provider; not null puts a simulator in the provider's place. Null (default): every provider is the real one.</summary>
    public Func<ProviderDefinition, ProviderOverride?>? Simulate { get; init; }
}

/// <summary>A simulator that answers in a provider's place: no key is read and the answer says it is simulated.</summary>
/// <param name="Url">The simulator's base URL for the provider's format.</param>
public sealed record ProviderOverride(string Url);
