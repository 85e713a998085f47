using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Errors;

/// <summary>What can be read from an error's body, whatever its shape: each provider's JSON, a proxy's HTML page, plain text, nothing.</summary>
internal sealed partial record ErrorBody
{
    /// <summary>How <see cref="Text"/> begins where the body is a page for people.</summary>
    public const string HtmlPage = "an HTML page";

    // Enough to find the reason in, little enough to search quickly.
    private const int MaxTextBytes = 4096;

    private static readonly string[] MessageNames = ["message", "detail", "error", "error_description", "msg", "title"];

    /// <summary>What the provider says in words; empty when it says nothing.</summary>
    public required string Text { get; init; }

    /// <summary>The provider's <c>code</c>, a number as text; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's <c>type</c>, or Google's <c>status</c>; null when there is none.</summary>
    public string? Type { get; init; }

    /// <summary>The error object itself, for what only one provider has; null when the body is not JSON.</summary>
    public JsonElement? Error { get; init; }

    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        if (WireJson.TryParse(body) is not { } root)
        {
            return new ErrorBody { Text = PlainText(body.Span) };
        }
        // Google wraps the error of a stream into an array.
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            root = root[0];
        }
        JsonElement error = root.Member("error") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        return new ErrorBody
        {
            Text = Message(error) ?? Message(root) ?? "",
            Code = error.Text("code") ?? root.Text("code"),
            Type = error.Text("type") ?? error.Text("status"),
            Error = error,
        };
    }

    /// <summary>Whether <paramref name="word"/> is the body's code or type.</summary>
    public bool Is(string word) => string.Equals(Code, word, StringComparison.OrdinalIgnoreCase) || string.Equals(Type, word, StringComparison.OrdinalIgnoreCase);

    public bool IsAnyOf(ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Is(word))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the text holds <paramref name="fragment"/>.</summary>
    public bool Says(string fragment) => Text.Contains(fragment, StringComparison.OrdinalIgnoreCase);

    private static string? Message(JsonElement json)
    {
        foreach (string name in MessageNames)
        {
            switch (json.Member(name))
            {
                case { ValueKind: JsonValueKind.String } text:
                    return text.AsText();
                // FastAPI's list of complaints: [{"loc":[...],"msg":"...","type":"..."}].
                case { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && Message(list[0]) is { } first:
                    return first;
                case { ValueKind: JsonValueKind.Object } nested when Message(nested) is { } inside:
                    return inside;
                default:
                    break;
            }
        }
        return null;
    }

    private static string PlainText(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxTextBytes)]).Trim();
        if (!text.StartsWith('<'))
        {
            return text;
        }
        Match title = HtmlTitle().Match(text);
        return title.Success ? $"{HtmlPage}, \"{title.Groups[1].Value.Trim()}\"" : HtmlPage;
    }

    [GeneratedRegex("<title[^>]*>([^<]{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlTitle();
}
