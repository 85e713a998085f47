using System.Collections.Frozen;
using System.Text.Json;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>Which state machine, or alias of one, a workflow's name stands for.</summary>
public sealed class WorkflowArns
{
    /// <summary>The environment variable that says it: a JSON object, workflow name to ARN.</summary>
    public const string Variable = "WORKFLOWS";

    private readonly FrozenDictionary<string, string> _arns;

    /// <summary>Takes over the names and ARNs.</summary>
    /// <exception cref="FormatException">There is none, or one is no ARN of a state machine; the message says which.</exception>
    public WorkflowArns(IEnumerable<KeyValuePair<string, string>> arns)
    {
        _arns = arns.ToFrozenDictionary(StringComparer.Ordinal);
        if (_arns.Count == 0)
        {
            throw new FormatException("There is no workflow: name at least one, {\"aggregate\": \"arn:aws:states:...:stateMachine:...\"}.");
        }
        foreach ((string name, string arn) in _arns)
        {
            if (!IsStateMachine(arn))
            {
                throw new FormatException($"The workflow '{name}' has '{arn}', which is not the ARN of a state machine (arn:aws:states:<region>:<account>:stateMachine:<name>).");
            }
        }
    }

    /// <summary>The workflows' names, sorted.</summary>
    public IEnumerable<string> Names => _arns.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the text of <see cref="Variable"/>.</summary>
    /// <exception cref="FormatException">It is not a JSON object of ARNs; the message says what is wrong.</exception>
    public static WorkflowArns Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            throw new FormatException($"Set {Variable} to the state machines, {{\"aggregate\": \"arn:aws:states:...:stateMachine:...\"}}.");
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new WorkflowArns(document.RootElement.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.GetString() ?? "")).ToArray());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{Variable} is not a JSON object of workflow names and ARNs: {e.Message}", e);
        }
    }

    /// <summary>The ARN of <paramref name="workflow"/>, or null.</summary>
    public string? Find(string workflow) => _arns.GetValueOrDefault(workflow);

    // The partition (aws, aws-cn, aws-us-gov) is the region's affair.
    private static bool IsStateMachine(string arn) =>
        arn.Split(':') is ["arn", { Length: > 0 }, "states", { Length: > 0 }, { Length: > 0 }, "stateMachine", { Length: > 0 }, ..];
}
