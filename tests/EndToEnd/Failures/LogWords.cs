using System.Text.Json;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>A log line in three words: who, how loud, what.</summary>
internal static class LogWords
{
    // The key that says what a line is about; the first that a line has.
    private static readonly string[] Telling = ["error_name", "event", "outcome", "workflow_status", "error_code", "status"];

    public static string Of(JsonElement line)
    {
        string function = Text(line, "function_name") ?? "Gateway";
        string what = Telling.Select(key => Text(line, key)).FirstOrDefault(text => text is not null)
            ?? (line.TryGetProperty("exception", out JsonElement exception) ? exception.GetProperty("type").GetString()! : FirstWords(line));
        return $"{function} {Text(line, "level")} {what}";
    }

    private static string FirstWords(JsonElement line) => string.Join(' ', Text(line, "message")!.Split(' ').Take(4));

    private static string? Text(JsonElement line, string key) => line.TryGetProperty(key, out JsonElement value) ? value.ToString() : null;
}
