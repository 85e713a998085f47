using System.Text;
using System.Text.Json;

namespace AiProxy.Merge.Failures;

/// <summary>Makes a failure's Cause fit to be shown.</summary>
internal static class FailureText
{
    /// <summary>Longest message shown, characters.</summary>
    public const int MaxLength = 500;

    /// <summary>
    /// One line, at most <see cref="MaxLength"/> characters. A Lambda's Cause is a JSON text with a stack trace in it; where the workflow passes it on,
    /// whole or cut, only its <c>errorMessage</c> is kept.
    /// </summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? Tidy(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return null;
        }
        string line = string.Join(' ', ErrorMessageOf(message).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length == 0)
        {
            return null;
        }
        return Cut(line, MaxLength);
    }

    /// <summary>At most <paramref name="length"/> characters, and no half of a surrogate pair.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }
        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text.AsSpan(0, end)}\u2026";
    }

    // Read token by token, because the workflow cuts a long Cause and what is left is no JSON; the message stands before the stack trace.
    private static string ErrorMessageOf(string cause)
    {
        string trimmed = cause.TrimStart();
        if (!trimmed.StartsWith('{'))
        {
            return cause;
        }
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(trimmed), isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("errorMessage"u8))
                {
                    return reader.Read() && reader.TokenType is JsonTokenType.String ? reader.GetString()! : cause;
                }
            }
            return cause;
        }
        catch (JsonException)
        {
            return cause;
        }
    }
}
