using System.Collections.Frozen;

namespace AiProxy.Gateway.Callers;

/// <summary>Which models a caller may ask for: the routes that its key is scoped to.</summary>
public sealed class RouteScope
{
    private readonly FrozenSet<string>? _models;

    private RouteScope(FrozenSet<string>? models) => _models = models;

    /// <summary>Every model.</summary>
    public static RouteScope All { get; } = new(null);

    /// <summary>No model.</summary>
    public static RouteScope None { get; } = new([]);

    /// <summary>Whether every model may be asked for, also one that does not exist yet.</summary>
    public bool IsAll => _models is null;

    /// <summary>Reads what the authorizer hands on: names separated by spaces, or <c>*</c> for all of them.</summary>
    /// <param name="text">The text; null or empty allows nothing.</param>
    public static RouteScope Parse(string? text)
    {
        string[] names = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names is ["*"] ? All : new RouteScope(names.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Whether <paramref name="model"/> may be asked for: a route's name, or <c>provider/model</c>, exactly.</summary>
    public bool Allows(string model) => _models is null || _models.Contains(model);
}
