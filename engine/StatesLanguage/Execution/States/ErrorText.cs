namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The longest error name and cause there are.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionFailedEventDetails.html"/>
internal static class ErrorText
{
    private const int MaxError = 256;
    private const int MaxCause = 32_768;

    public static Failure Failure(string? error, string? cause) => new(Cut(error, MaxError), Cut(cause, MaxCause));

    public static string Cause(string text) => Cut(text, MaxCause)!;

    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        // Never half a surrogate pair.
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
