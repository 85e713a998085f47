using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.Simulators.Replies;

/// <summary>A call that a simulated model makes.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">A JSON object as text; broken on demand.</param>
internal sealed record SimulatedToolCall(string Name, string Arguments)
{
    /// <summary>What <c>@bad-args</c> writes.</summary>
    public const string BadArguments = "{\"broken\": ";

    public bool IsBroken => Arguments == BadArguments;
}

/// <summary>Decides what is called.</summary>
internal static partial class ToolCalls
{
    /// <returns>None where the model answers in words.</returns>
    public static IReadOnlyList<SimulatedToolCall> For(SimulatedRequest request)
    {
        SimulatedTools tools = request.Tools;
        if (tools.Tools.Count == 0 || request.Model.Answer is not null || request.Text.ToolResults.Count > 0)
        {
            return [];
        }
        List<SimulatedToolCall> calls = AskedFor(request);
        int wanted = Math.Max(request.Model.ToolCalls, tools.Forced ? 1 : 0);
        for (int i = 0; calls.Count < wanted; i++)
        {
            SimulatedTool tool = tools.Tools[i % tools.Tools.Count];
            calls.Add(new SimulatedToolCall(tool.Name, tool.Schema is { } schema ? SchemaInstance.Of(schema)?.ToJsonString() ?? "{}" : "{}"));
        }
        if (request.Model.BadArguments)
        {
            calls = [.. calls.Select(call => call with { Arguments = SimulatedToolCall.BadArguments })];
        }
        return tools.Parallel ? calls : [.. calls.Take(1)];
    }

    private static List<SimulatedToolCall> AskedFor(SimulatedRequest request)
    {
        var calls = new List<SimulatedToolCall>();
        foreach (Match match in CallTool().Matches(request.Text.LastUserText))
        {
            string arguments = match.Groups[2].Success ? match.Groups[2].Value : "{}";
            if (request.Tools.Tools.Any(tool => tool.Name == match.Groups[1].Value) && IsObject(arguments))
            {
                calls.Add(new SimulatedToolCall(match.Groups[1].Value, arguments));
            }
        }
        return calls;
    }

    private static bool IsObject(string json)
    {
        try
        {
            return JsonElement.Parse(json).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"call\s+tool\s+([A-Za-z0-9_.:\-]+)(?:\s+with\s+(\{[^\r\n]*\}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CallTool();
}
