using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Contracts.Requests;

/// <summary>Parses a request from outside, strictly, and says where it is broken.</summary>
public static class RequestBody
{
    /// <summary>
    /// Deepest nesting accepted: a chat request with tools and schemas stays well below it. The functions' serializer ends at 64, and between the
    /// states a request stands inside an envelope (waves, calls, request, inline), in a wire format that may add levels of its own.
    /// </summary>
    public const int MaxDepth = 48;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses <paramref name="utf8Json"/> as a JSON object.</summary>
    /// <param name="utf8Json">The body's bytes.</param>
    /// <param name="body">The parsed body, owned by the caller (no document to dispose).</param>
    /// <returns>Null when it parsed, else the 400 to answer, naming line and column (both from 1).</returns>
    public static OpenAiError? TryParse(ReadOnlyMemory<byte> utf8Json, out JsonElement body)
    {
        body = default;
        if (utf8Json.IsEmpty)
        {
            return OpenAiError.InvalidRequest("invalid_json", null, "The request body is empty; send a JSON object with \"model\" and \"messages\".");
        }
        if (!UnicodeText.IsUtf8(utf8Json.Span))
        {
            return OpenAiError.InvalidRequest("invalid_json", null, "The request body is not UTF-8.");
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return OpenAiError.InvalidRequest("invalid_json", "", $"The request body must be a JSON object, not {Describe(document.RootElement.ValueKind)}.");
            }
            if (UnicodeText.FindHalfPair(utf8Json.Span, document.RootElement) is { } pointer)
            {
                return OpenAiError.InvalidRequest("invalid_json", pointer,
                    $"The text at '{pointer}' has half of a surrogate pair (a \\ud... escape): it was cut in the middle of a character.");
            }
            body = document.RootElement.Clone();
            return null;
        }
        catch (InvalidOperationException)
        {
            // The check for duplicates reads the names, and finds one that no string can hold.
            return OpenAiError.InvalidRequest("invalid_json", null,
                "A member's name in the request body has half of a surrogate pair (a \\ud... escape): it was cut in the middle of a character.");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line && e.BytePositionInLine is { } column
                ? $"line {line + 1}, column {column + 1}"
                : "an unknown place";
            return OpenAiError.InvalidRequest("invalid_json", null, $"The request body is not valid JSON at {place}: {Reason(e.Message)}");
        }
    }

    /// <summary>Names a JSON kind as a person would.</summary>
    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        _ => "nothing",
    };

    // The reader's message ends in its own "LineNumber: 0 | BytePositionInLine: 3." (from 0), which would contradict ours.
    private static string Reason(string message)
    {
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return tail < 0 ? message : message[..tail];
    }
}
