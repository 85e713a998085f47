namespace AiProxy.Contracts.Routes;

/// <summary>Where functions and the gateway get the routes from. Ask once a request and keep the table for it: it may be replaced at any time.</summary>
public interface IRouteSource
{
    /// <summary>The routes in force.</summary>
    RouteTable Current { get; }
}

/// <summary>Routes that never change.</summary>
public sealed class FixedRouteSource(RouteTable table) : IRouteSource
{
    /// <inheritdoc/>
    public RouteTable Current { get; } = table;
}
