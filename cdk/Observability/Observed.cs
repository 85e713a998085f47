using AiProxy.Cdk.FrontDoor;
using AiProxy.Cdk.Settings;
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

    /// <summary>The REST API's name and stage.</summary>
    public required (string Name, string Stage) Api { get; init; }

    /// <summary>The API's access log.</summary>
    public required LogGroup AccessLog { get; init; }

    /// <summary>What of <paramref name="stack"/> is watched.</summary>
    public static Observed Of(AiProxyStack stack, StackSettings settings) => new()
    {
        Functions = [.. stack.Functions.All.Select(function => new ObservedFunction(function.Name, FunctionName(function.Name, settings), function.LogGroup))],
        Tables = new Dictionary<string, string> { ["records"] = stack.Records.Table.TableName, ["keys"] = stack.Keys.Table.TableName },
        Api = (settings.StackName, ApiFrontDoor.StageName),
        AccessLog = stack.FrontDoor.AccessLog,
    };

    /// <summary>The name that Lambda knows a function by.</summary>
    public static string FunctionName(string function, StackSettings settings) => $"{settings.StackName}-{function}";
}
