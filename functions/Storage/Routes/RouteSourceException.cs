namespace AiProxy.Storage.Routes;

/// <summary>A function has no routes to begin with; its message says why.</summary>
public sealed class RouteSourceException(string message) : Exception(message);
