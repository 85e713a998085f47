using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.Cdk.Workflow;

/// <summary>
/// A workflow's text, checked against what is put in for its <c>${Name}</c> placeholders: neither may have one that the other lacks.
/// </summary>
internal sealed partial record WorkflowDefinition(string Text)
{
    /// <exception cref="StackInputException">The file is missing, is not JSON, or does not fit <paramref name="substitutions"/>.</exception>
    public static WorkflowDefinition Read(string file, IReadOnlyCollection<string> substitutions)
    {
        if (!File.Exists(file))
            throw new StackInputException($"No workflow at '{file}'.");
        string text = File.ReadAllText(file);
        try
        {
            using JsonDocument _ = JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new StackInputException($"'{file}' is not JSON: {e.Message}");
        }
        string[] wanted = [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];
        string[] problems =
        [
            .. wanted.Except(substitutions).Select(name =>
                $"'{file}' uses ${{{name}}}, which the stack does not know; it knows {string.Join(", ", substitutions)}."),
            .. substitutions.Except(wanted).Select(name =>
                $"'{file}' does not use ${{{name}}}: the stack would deploy a function that nothing calls."),
        ];
        return problems.Length == 0 ? new(text) : throw new StackInputException(problems);
    }

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-statemachine.html, DefinitionSubstitutions.
    [GeneratedRegex(@"\$\{([A-Za-z0-9_,-]+)\}")]
    private static partial Regex Placeholder();
}
