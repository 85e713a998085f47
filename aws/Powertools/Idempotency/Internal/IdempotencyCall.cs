namespace AWS.Lambda.Powertools.Idempotency.Internal;

/// <summary>
/// What a store has to know of the call it serves. The store's own surface keeps it in fields, which concurrent calls of several functions in
/// one process would overwrite, so it follows the code path instead.
/// </summary>
/// <param name="Options">The options in force.</param>
/// <param name="Prefix">What the key starts with.</param>
internal sealed record IdempotencyCall(IdempotencyOptions Options, string Prefix)
{
    private const string DefaultFunction = "testFunction";

    private static readonly AsyncLocal<IdempotencyCall?> Local = new();

    public static IdempotencyCall? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    /// <summary>Writes the answer's JSON; null where a store is used by hand.</summary>
    public Func<object?, string>? SerializeResult { get; init; }

    public static IdempotencyCall Of(IdempotencyOptions options, string? functionName, string? keyPrefix)
    {
        if (!string.IsNullOrEmpty(keyPrefix))
            return new IdempotencyCall(options, keyPrefix);

        var function = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? DefaultFunction;
        return new IdempotencyCall(options, string.IsNullOrWhiteSpace(functionName) ? function : $"{function}.{functionName}");
    }
}
