using System.Collections.Frozen;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Callers;

/// <summary>Which models a caller may ask for: the routes that its key is scoped to.</summary>
public sealed class CallerScope
{
    private readonly FrozenSet<string>? _models;

    private CallerScope(FrozenSet<string>? models) => _models = models;

    /// <summary>Every model.</summary>
    public static CallerScope All { get; } = new(null);

    /// <summary>No model.</summary>
    public static CallerScope None { get; } = new([]);

    /// <summary>Whether every model may be asked for, also one that does not exist yet.</summary>
    public bool IsAll => _models is null;

    /// <summary>Reads what the authorizer hands on: names separated by spaces, or <c>*</c> for all of them.</summary>
    /// <param name="text">The text; null or empty allows nothing.</param>
    public static CallerScope Parse(string? text)
    {
        string[] names = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names is ["*"] ? All : new CallerScope(names.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Whether <paramref name="model"/> may be asked for: a route's name, or <c>provider/model</c>, exactly.</summary>
    public bool Allows(string model) => _models is null || _models.Contains(model);

    /// <summary>What to answer a caller whose key is not for <paramref name="model"/>; null where it is.</summary>
    public OpenAiError? Refuse(string model) => Allows(model) ? null : new()
    {
        Status = 403,
        Type = "permission_error",
        Code = "route_not_allowed",
        Param = "/model",
        Message = $"This key may not ask for the model '{(model.Length > 64 ? model[..64] + "..." : model)}'. GET /v1/models lists what it may ask for.",
        ShouldRetry = false,
    };
}
