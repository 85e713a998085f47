using System.Text.Json;

namespace AiProxy.Cdk.Guards;

/// <summary>
/// What no deployment may be without, looked at in the finished template, so that it does not matter which code put a resource there: a template
/// that breaks a rule is not handed out.
/// </summary>
internal static class TemplateRules
{
    private static readonly Func<SynthesizedTemplate, IEnumerable<string>>[] All =
    [
        OpenDoors.Check, CallerKeys.Check, Encryption.Check, Wildcards.Check, SecretValues.Check, Timeouts.Check,
    ];

    /// <exception cref="StackInputException">With every rule that is broken, and where.</exception>
    public static void Check(JsonElement template)
    {
        var synthesized = new SynthesizedTemplate(template);
        string[] problems = [.. All.SelectMany(rule => rule(synthesized))];
        if (problems.Length > 0)
            throw new StackInputException(problems);
    }
}
