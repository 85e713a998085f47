using System.Text.RegularExpressions;

namespace AiProxy.Contracts.Routes.Reading;

/// <summary>The forms of the names in a routes file; <c>routes.schema.json</c> has the same patterns.</summary>
internal static partial class Names
{
    public const string ProviderForm = "Write 1 to 40 lower-case letters, digits, '-' or '_', a letter or digit first.";
    public const string RouteForm = "Write 1 to 80 letters, digits, '.', ':', '-' or '_', a letter or digit first; '/' is for provider/model.";
    public const string WorkflowForm = "Write the name of a workflow's .asl.json file without its ending: 1 to 80 letters, digits, '-' or '_'.";
    public const string TargetForm = "Write provider/model, for example \"openai/gpt-5.2\".";
    public const string IdForm = "Write 1 to 40 letters, digits, '-' or '_'.";
    public const string ModelForm = "Write the model's name at the provider: 1 to 200 characters without white space.";

    public static bool IsProvider(string text) => Provider().IsMatch(text);

    public static bool IsRoute(string text) => Route().IsMatch(text);

    public static bool IsWorkflow(string text) => Workflow().IsMatch(text);

    public static bool IsTarget(string text) => Target().IsMatch(text);

    public static bool IsId(string text) => Id().IsMatch(text);

    public static bool IsModel(string text) => Model().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}\z")]
    private static partial Regex Provider();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}\z")]
    private static partial Regex Route();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,80}\z")]
    private static partial Regex Workflow();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}/[^\s\p{Cc}]{1,200}\z")]
    private static partial Regex Target();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[^\s\p{Cc}]{1,200}\z")]
    private static partial Regex Model();
}
