using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Merge.Failures;

namespace AiProxy.Merge.Votes;

/// <summary>What one answer votes for: its whole text, or the value a JSON pointer finds in it.</summary>
internal sealed class Ballot
{
    /// <summary>Longest value a tally shows, characters.</summary>
    public const int MaxShown = 200;

    private readonly string? _normalText;
    private readonly JsonElement _value;
    private readonly string? _shown;

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
    /// <param name="pointer">A JSON pointer into its text parsed as JSON; null votes with the whole text.</param>
    /// <returns>Null when there is no vote in it: no text, no JSON, or nothing where the pointer points.</returns>
    public static Ballot? Read(ChatAnswer answer, string? pointer)
    {
        string text = AnswerText.Of(answer.Choices[0].Message);
        if (pointer is null)
        {
            return string.IsNullOrWhiteSpace(text) ? null : new Ballot(text);
        }
        return JsonAnswer.TryParse(text, out JsonElement json) && JsonPointer.TryResolve(json, pointer, out JsonElement value) ? new Ballot(value) : null;
    }

    /// <summary>Texts agree when they are the same but for case, white space, quotes and a closing full stop; other values when they are equal as JSON.</summary>
    public bool Agrees(Ballot other) => _normalText is null && other._normalText is null
        ? JsonElement.DeepEquals(_value, other._value)
        : string.Equals(_normalText, other._normalText, StringComparison.Ordinal);

    /// <summary>Writes the value as it was given, cut where it is long.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_shown is not null)
        {
            writer.WriteStringValue(FailureText.Cut(_shown, MaxShown));
        }
        else if (_value.GetRawText() is { Length: > MaxShown } raw)
        {
            writer.WriteStringValue(FailureText.Cut(raw, MaxShown));
        }
        else
        {
            _value.WriteTo(writer);
        }
    }
}
