using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiProxy.Simulators.Replies;

/// <summary>Chooses the words.</summary>
internal static partial class ReplyText
{
    private const int LongestEcho = 400;

    public static string For(SimulatedRequest request)
    {
        if (request.Model.Answer is { } fixedAnswer)
        {
            return fixedAnswer;
        }
        RequestText said = request.Text;
        string speaker = $"[simulated {request.Model.Name}]";
        if (said.ToolResults.Count > 0 && !request.Json)
        {
            return $"{speaker} The tool said: {Short(string.Join(" | ", said.ToolResults))}";
        }
        Match exact = ReplyWithExactly().Match(said.LastUserText);
        if (exact.Success)
        {
            return Unquote(exact.Groups[1].Value.Trim());
        }
        if (request.Schema is { } schema)
        {
            return SchemaInstance.Of(schema)?.ToJsonString() ?? "null";
        }
        string echo = $"{speaker} You said: {Short(said.LastUserText.Trim())}";
        if (said.Media.Count > 0)
        {
            echo += $" (with {string.Join(", ", said.Media)})";
        }
        return request.Json ? new JsonObject { ["answer"] = echo }.ToJsonString() : echo;
    }

    /// <summary>What the model thinks of it; null when it does not think.</summary>
    public static string? Thoughts(SimulatedRequest request) =>
        request.Thinks || request.Model.Thinks ? $"Thinking about: {Short(request.Text.LastUserText.Trim())}" : null;

    /// <summary>Cuts, and never through a surrogate pair.</summary>
    public static string Cut(string text, int length) => length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];

    private static string Short(string text) => text.Length <= LongestEcho ? text : Cut(text, LongestEcho) + "...";

    private static string Unquote(string text) => text.Length >= 2 && text[0] == text[^1] && text[0] is '"' or '\'' or '`' ? text[1..^1] : text;

    [GeneratedRegex(@"reply\s+with\s+exactly\s*:[ \t]*([^\r\n]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReplyWithExactly();
}
