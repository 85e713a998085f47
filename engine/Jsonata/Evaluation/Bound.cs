using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>Tells variables that are bound to undefined from unbound ones, which mean the variable of that name further out.</summary>
internal static class Bound
{
    public static readonly object ToUndefined = new();

    public static Value Store(Value value) => value.IsUndefined ? new Value(ToUndefined) : value;
}
