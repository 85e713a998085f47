using Amazon.CDK.AWS.Logs;

namespace AiProxy.Cdk.Observability;

/// <summary>A function by name, and where it logs.</summary>
internal sealed record ObservedFunction(string Name, string FunctionName, LogGroup Logs);

/// <summary>The parts of the stack that are watched.</summary>
internal sealed record Observed
{
    /// <summary>Every function.</summary>
    public required IReadOnlyList<ObservedFunction> Functions { get; init; }

    /// <summary>The tables' names, by a name for people.</summary>
    public required IReadOnlyDictionary<string, string> Tables { get; init; }

    /// <summary>The REST API's name and stage; null where there is none.</summary>
    public (string Name, string Stage)? Api { get; init; }
}
