using System.Text.Json;
using AiProxy.Cdk.Observability;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using Amazon.CDK.AWS.Logs;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>The monitoring alone, over log groups and names.</summary>
internal static class MonitoringFixture
{
    public const string StackName = "Watch";
    public const string MachineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:Watch-Aggregate";

    public static readonly string[] Functions = ["Validate", "Transform", "CallProvider", "Merge", "Gateway", "Authorize"];

    public static AlarmSettings Settings(params (string Key, object Value)[] context)
    {
        var reader = new ContextReader(context.ToDictionary(entry => entry.Key, entry => entry.Value).GetValueOrDefault);
        AlarmSettings settings = AlarmSettings.Read(reader);
        reader.ThrowIfAnyProblem();
        return settings;
    }

    /// <summary>Synthesizes it.</summary>
    public static JsonElement Make(AlarmSettings settings, bool withApi = true)
    {
        StackFixture.SkipWithoutNode();
        var stack = new Stack(new App(), StackName);
        string[] functions = withApi ? Functions : [.. Functions.Except(["Gateway"])];
        ObservedFunction[] observed =
            [.. functions.Select(name => new ObservedFunction(name, $"{StackName}-{name}", new LogGroup(stack, $"Logs{name}", new LogGroupProps { LogGroupName = $"/aws/lambda/{StackName}-{name}" })))];
        var monitoring = new Monitoring(stack, "Monitoring", StackName, MachineArn, [.. functions.Take(4).Except(["CallProvider"]).Select(name => $"{StackName}-{name}")], settings);
        monitoring.Watch(new Observed
        {
            Functions = observed,
            Tables = new Dictionary<string, string> { ["records"] = "table-of-records", ["keys"] = "table-of-keys" },
            Api = withApi ? ($"{StackName}-Api", "v1") : null,
        });
        return JsonElement.Parse(JsonSerializer.Serialize(Template.FromStack(stack).ToJSON()));
    }

    public static JsonElement[] Resources(JsonElement template, string type) =>
    [
        .. template.GetProperty("Resources").EnumerateObject()
            .Where(resource => resource.Value.GetProperty("Type").GetString() == type).Select(resource => resource.Value.GetProperty("Properties")),
    ];
}
