using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AiProxy.Contracts.Routes;

namespace AiProxy.Validate.Configuration;

/// <summary>What the stack says of itself by the validator's environment: routes that ask for more would pass, and fail when they are used.</summary>
internal static class Deployment
{
    /// <summary>The names of the secrets that CallProvider may read, separated by commas; where it is not set, they are not checked.</summary>
    public const string SecretsVariable = "ALLOWED_SECRETS";

    /// <summary>The Gateway's workflows, a JSON object by name; where it is not set, they are not checked.</summary>
    public const string WorkflowsVariable = "WORKFLOWS";

    /// <summary>Longest deadline that the API waits for, milliseconds; where it is not set, deadlines are not checked.</summary>
    public const string MaxDeadlineVariable = "MAX_DEADLINE_MS";

    /// <exception cref="JsonException"><see cref="WorkflowsVariable"/> is not JSON.</exception>
    /// <exception cref="FormatException"><see cref="MaxDeadlineVariable"/> is not a whole number.</exception>
    public static RouteTableOptions Describe(Func<string, string?> variable) => new()
    {
        AllowedSecrets = variable(SecretsVariable)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(),
        KnownWorkflows = variable(WorkflowsVariable) is { Length: > 0 } json ? NamesIn(json) : null,
        MaxDeadlineMs = variable(MaxDeadlineVariable) is { Length: > 0 } most ? int.Parse(most, NumberStyles.None, CultureInfo.InvariantCulture) : null,
    };

    private static FrozenSet<string> NamesIn(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().Select(workflow => workflow.Name).ToFrozenSet();
    }
}
