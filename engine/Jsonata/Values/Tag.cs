namespace AiProxy.Jsonata.Values;

/// <summary>The sentinels that stand in <see cref="Value"/>'s reference field for kinds which need no object of their own.</summary>
internal sealed class Tag(ValueKind kind)
{
    public static readonly Tag Number = new(ValueKind.Number);
    public static readonly Tag True = new(ValueKind.Boolean);
    public static readonly Tag False = new(ValueKind.Boolean);
    public static readonly Tag Null = new(ValueKind.Null);

    public ValueKind Kind { get; } = kind;
}
