using System.Text.RegularExpressions;

namespace AiProxy.Simulators.Replies;

/// <summary>What a simulated model says: a function of the request alone.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Ending">Why it ended.</param>
/// <param name="StopSequence">The sequence that ended it, if one did.</param>
/// <param name="PromptTokens">Tokens of everything that was asked.</param>
/// <param name="CompletionTokens">Tokens of <paramref name="Text"/>, once.</param>
internal sealed partial record Reply(string Text, Ending Ending, string? StopSequence, int PromptTokens, int CompletionTokens)
{
    // About what English takes with the real tokenizers.
    private const int CharactersPerToken = 4;

    private const int LongestEcho = 400;

    public static Reply To(SimulatedRequest request)
    {
        string text = TextFor(request);
        Ending ending = Ending.Stop;
        string? stopSequence = null;
        foreach (string stop in request.Stops)
        {
            int at = stop.Length == 0 ? -1 : text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0)
            {
                text = text[..at];
                ending = Ending.StopSequence;
                stopSequence = stop;
            }
        }
        int limit = request.Model.BreaksOff ? Math.Max(1, Tokens(text.Length) / 2) : request.MaxTokens ?? int.MaxValue;
        if (request.Model.BreaksOff || Tokens(text.Length) > limit)
        {
            text = Cut(text, (int)Math.Min(text.Length, (long)limit * CharactersPerToken));
            ending = Ending.Length;
            stopSequence = null;
        }
        return new Reply(text, ending, stopSequence, Tokens(request.PromptCharacters), Tokens(text.Length));
    }

    private static string TextFor(SimulatedRequest request)
    {
        if (request.Model.Answer is { } fixedAnswer)
        {
            return fixedAnswer;
        }
        Match exact = ReplyWithExactly().Match(request.LastUserText);
        if (exact.Success)
        {
            return Unquote(exact.Groups[1].Value.Trim());
        }
        string said = request.LastUserText.Trim();
        said = said.Length <= LongestEcho ? said : Cut(said, LongestEcho) + "...";
        return $"[simulated {request.Model.Name}] You said: {said}";
    }

    private static string Unquote(string text) => text.Length >= 2 && text[0] == text[^1] && text[0] is '"' or '\'' or '`' ? text[1..^1] : text;

    private static int Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static string Cut(string text, int length) => length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];

    [GeneratedRegex(@"reply\s+with\s+exactly\s*:[ \t]*([^\r\n]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReplyWithExactly();
}

/// <summary>Why a reply ended.</summary>
internal enum Ending
{
    Stop,
    StopSequence,
    Length,
}
