using AiProxy.Contracts.Routes;

namespace AiProxy.Host.Routes;

/// <summary>The routes in force. Functions and gateway hold this object; the table behind it is set once the workflows that it names are known.</summary>
internal sealed class LiveRoutes : IRouteSource
{
    private volatile RouteTable? _current;

    public RouteTable Current => _current ?? throw new InvalidOperationException("The routes are asked for before they are loaded.");

    /// <summary>Puts a table in force; requests that have begun keep theirs.</summary>
    public void Set(RouteTable table) => _current = table;
}
