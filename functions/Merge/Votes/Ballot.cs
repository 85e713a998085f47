using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Merge.Failures;

namespace AiProxy.Merge.Votes;

/// <summary>
/// What one answer votes for: the tools it calls, else its whole text, or the value a JSON pointer finds in the text. A text that comes with tool
/// calls only says what they are for and does not count. Text and tool calls never agree.
/// </summary>
internal sealed class Ballot
{
    /// <summary>Longest value a tally shows, characters.</summary>
    public const int MaxShown = 200;

    private readonly string? _normalText;
    private readonly JsonElement _value;
    private readonly string? _shown;
    private readonly ToolCalls? _calls;

    private Ballot(ToolCalls calls) => _calls = calls;

    private Ballot(string text)
    {
        _normalText = NormalText.Of(text);
        _shown = NormalText.Collapse(text);
    }

    private Ballot(JsonElement value)
    {
        _value = value;
        _shown = value.ValueKind is JsonValueKind.String ? value.GetString()! : null;
        _normalText = _shown is null ? null : NormalText.Of(_shown);
    }

    /// <summary>Reads the vote of an answer's first choice.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="pointer">A JSON pointer into its text parsed as JSON; null votes with the whole text. Tool calls are compared whole either way.</param>
    /// <returns>Null when there is no vote in it: no tool call and no text, no JSON, or nothing where the pointer points.</returns>
    public static Ballot? Read(ChatAnswer answer, string? pointer)
    {
        if (ToolCalls.Of(answer.Choices[0].Message) is { } calls)
        {
            return new Ballot(calls);
        }
        string text = AnswerText.Of(answer.Choices[0].Message);
        if (pointer is null)
        {
            return string.IsNullOrWhiteSpace(text) ? null : new Ballot(text);
        }
        return JsonAnswer.TryParse(text, out JsonElement json) && JsonPointer.TryResolve(json, pointer, out JsonElement value) ? new Ballot(value) : null;
    }

    /// <summary>Texts agree when they are the same but for case, white space, quotes and a closing full stop; other values when they are equal as JSON.</summary>
    public bool Agrees(Ballot other)
    {
        if (_calls is not null || other._calls is not null)
        {
            return _calls is not null && other._calls is not null && _calls.Agrees(other._calls);
        }
        return _normalText is null && other._normalText is null
            ? JsonElement.DeepEquals(_value, other._value)
            : string.Equals(_normalText, other._normalText, StringComparison.Ordinal);
    }

    /// <summary>Writes the value as it was given, cut where it is long.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        JsonElement value = _calls?.ToJson() ?? _value;
        if (_shown is not null)
        {
            writer.WriteStringValue(FailureText.Cut(_shown, MaxShown));
        }
        else if (value.GetRawText() is { Length: > MaxShown } raw)
        {
            writer.WriteStringValue(FailureText.Cut(raw, MaxShown));
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
