namespace AiProxy.Providers.Errors;

/// <summary>Knows a prompt that is too long by what the provider says: many say it under a plain 400.</summary>
internal static class ContextLength
{
    private static readonly string[] Fragments =
    [
        "maximum context length",
        "model's context length",
        "context length exceeded",
        "context window",
        "context size",
        "context limit",
        "prompt is too long",
        "input is too long",
        "prompt contains too many tokens",
        "reduce the length of the messages",
        "exceeds the maximum number of tokens",
        "maximum number of tokens allowed",
        "maximum prompt length",
    ];

    public static bool IsSaidBy(ErrorBody body) => Array.Exists(Fragments, body.Says);
}
