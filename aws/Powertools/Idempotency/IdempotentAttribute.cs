namespace AWS.Lambda.Powertools.Idempotency;

/// <summary>
/// Runs the handler once for each payload: what it answered is stored and answered again while the record lives.
/// Honoured by the wrapper that the generator writes, so it belongs on the method with <c>[LambdaFunction]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class IdempotentAttribute : Attribute
{
    /// <summary>What keys start with; by default the function's name and the method's, <c>name.Method</c>.</summary>
    public string? KeyPrefix { get; set; }
}
