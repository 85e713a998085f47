using System.Text.Json;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>A line of every kind that a request leaves; the end-to-end tests hold the file to what the functions write.</summary>
internal static class SampleLines
{
    private static string File => Path.Combine(Deployment.Project.Root, "tests", "EndToEnd", "Logs", "lines.jsonl");

    public static IReadOnlyList<JsonElement> All { get; } = [.. System.IO.File.ReadAllLines(File).Select(line => JsonElement.Parse(line))];

    /// <summary>The lines in a function's log group. The local gateway's lines name no function.</summary>
    public static IEnumerable<JsonElement> Of(string function) => All.Where(line =>
        (line.TryGetProperty("function_name", out JsonElement name) ? name.GetString() : "Gateway") == function);
}
