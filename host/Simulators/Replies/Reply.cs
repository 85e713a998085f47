namespace AiProxy.Simulators.Replies;

/// <summary>What a simulated model says: a function of the request alone.</summary>
/// <param name="Text">The answer; empty where it calls tools.</param>
/// <param name="Ending">Why it ended.</param>
/// <param name="StopSequence">The sequence that ended it, if one did.</param>
/// <param name="PromptTokens">Tokens of everything that was asked.</param>
/// <param name="CompletionTokens">Tokens of <paramref name="Text"/> or of the calls, once; without thoughts.</param>
internal sealed record Reply(string Text, Ending Ending, string? StopSequence, int PromptTokens, int CompletionTokens)
{
    // About what English takes with the real tokenizers.
    private const int CharactersPerToken = 4;

    /// <summary>What it calls instead of answering.</summary>
    public IReadOnlyList<SimulatedToolCall> Calls { get; init; } = [];

    /// <summary>What it thought; null when it did not.</summary>
    public string? Thoughts { get; init; }

    /// <summary>Tokens of <see cref="Thoughts"/>.</summary>
    public int ThoughtTokens => Tokens(Thoughts?.Length ?? 0);

    public static Reply To(SimulatedRequest request)
    {
        IReadOnlyList<SimulatedToolCall> calls = ToolCalls.For(request);
        int promptTokens = Tokens(request.Text.Characters);
        Reply reply = calls.Count > 0
            ? new Reply("", Ending.ToolCalls, null, promptTokens, Tokens(calls.Sum(call => call.Name.Length + call.Arguments.Length))) { Calls = calls }
            : InWords(request, promptTokens);
        return reply with { Thoughts = ReplyText.Thoughts(request) };
    }

    private static Reply InWords(SimulatedRequest request, int promptTokens)
    {
        string text = ReplyText.For(request);
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
            text = ReplyText.Cut(text, (int)Math.Min(text.Length, (long)limit * CharactersPerToken));
            ending = Ending.Length;
            stopSequence = null;
        }
        return new Reply(text, ending, stopSequence, promptTokens, Tokens(text.Length));
    }

    private static int Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}

/// <summary>Why a reply ended.</summary>
internal enum Ending
{
    Stop,
    StopSequence,
    Length,
    ToolCalls,
}
