namespace Amazon.Lambda.Core;

/// <summary>The trace of the invocation that the current code path belongs to.</summary>
public class LambdaTraceProvider
{
    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>The X-Ray trace header of the current invocation, or null outside of one.</summary>
    public static string? CurrentTraceId
    {
        get => Current.Value;
        internal set => Current.Value = value;
    }
}
