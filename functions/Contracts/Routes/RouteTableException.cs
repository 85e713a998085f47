using System.Collections.Immutable;

namespace AiProxy.Contracts.Routes;

/// <summary>A routes file that cannot be used; its message lists everything wrong with it.</summary>
public sealed class RouteTableException(ImmutableArray<RouteDiagnostic> diagnostics)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    /// <summary>At least one, in the file's order.</summary>
    public ImmutableArray<RouteDiagnostic> Diagnostics { get; } = diagnostics;
}
