using System.Text.Json;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;

namespace AiProxy.Cdk.Routes;

/// <summary>
/// Whether every route of the file can be kept by this stack: its deadline lies inside what the front door and Express wait, its calls inside
/// what CallProvider may take, and its workflow is one that is deployed. What else a route must be is ValidateRoutes' to say.
/// </summary>
internal static class RouteLimits
{
    /// <summary>A route's deadline where neither it nor the file's <c>defaults</c> name one, milliseconds: as in <c>routes.schema.json</c>.</summary>
    public const int DefaultDeadlineMs = 25_000;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>The routes' names, in the file's order.</returns>
    /// <exception cref="StackInputException">With every route that does not fit, or because there is none.</exception>
    public static IReadOnlyList<string> Check(StackSettings settings)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(settings.Routes), Lenient);
        JsonElement root = document.RootElement;
        JsonElement defaults = Member(root, "defaults");
        JsonElement routes = Member(root, "routes");
        List<string> problems = [];
        List<string> names = [];
        foreach (JsonProperty route in routes.ValueKind == JsonValueKind.Object ? routes.EnumerateObject() : default)
        {
            names.Add(route.Name);
            string at = $"'{settings.Routes}': /routes/{route.Name}";
            CheckWorkflow(at, Text(route.Value, "workflow") ?? Text(defaults, "workflow") ?? AggregateWorkflow.Workflow, problems);
            CheckDeadline(at, Number(route.Value, "deadlineMs") ?? Number(defaults, "deadlineMs") ?? DefaultDeadlineMs, settings, problems);
        }
        if (problems.Count > 0)
            throw new StackInputException(problems);
        return names.Count > 0 ? names : throw new StackInputException($"'{settings.Routes}' has no routes: nobody could ask for anything.");
    }

    private static void CheckWorkflow(string at, string workflow, List<string> problems)
    {
        if (workflow != AggregateWorkflow.Workflow)
            problems.Add($"{at} runs the workflow '{workflow}', which this stack does not deploy; it deploys '{AggregateWorkflow.Workflow}'.");
    }

    private static void CheckDeadline(string at, long deadlineMs, StackSettings settings, List<string> problems)
    {
        int most = TimeLimits.MostDeadlineMs(settings);
        if (deadlineMs <= most)
            return;
        problems.Add(
            $"{at} has a deadline of {deadlineMs} ms; with context 'apiTimeoutSeconds' {settings.ApiTimeoutSeconds} and Express's {TimeLimits.ExpressSeconds} s the "
            + $"longest that can be kept is {most} ms. Lower deadlineMs, or raise apiTimeoutSeconds (most: {TimeLimits.MostApiSeconds}).");
    }

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : default;

    private static long? Number(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long whole) ? whole : null;

    private static string? Text(JsonElement value, string name) => Member(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
