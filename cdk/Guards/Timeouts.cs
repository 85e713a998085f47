using System.Text.Json;
using AiProxy.Cdk.Functions;

namespace AiProxy.Cdk.Guards;

/// <summary>Each part waits longer than the one inside it, and the workflow no longer than Express lets it.</summary>
internal static class Timeouts
{
    public static IEnumerable<string> Check(SynthesizedTemplate template)
    {
        foreach ((string id, JsonElement machine) in template.Of("AWS::StepFunctions::StateMachine"))
        {
            int? workflow = WorkflowSeconds(machine);
            if (SynthesizedTemplate.Text(machine, "StateMachineType") != "EXPRESS")
                yield return $"{id}: the workflow is not an Express one, which alone can be started and waited for.";
            if (workflow is not (> 0 and <= TimeLimits.ExpressSeconds))
                yield return $"{id}: the workflow's TimeoutSeconds is {workflow?.ToString() ?? "missing"}; it must be 1 to {TimeLimits.ExpressSeconds}, Express's limit.";
            if (FunctionSeconds(template, FunctionNames.CallProvider) is { } call && call < workflow)
                yield return $"CallProvider ends after {call} s, before the workflow does ({workflow} s): a call would be cut short with no reason given.";
        }
        foreach ((string id, JsonElement method) in template.Of("AWS::ApiGateway::Method"))
        {
            if (SynthesizedTemplate.Text(method, "Integration", "Type") != "AWS_PROXY" || FunctionSeconds(template, FunctionNames.Gateway) is not { } gateway)
                continue;
            double api = SynthesizedTemplate.Member(method, "Integration", "TimeoutInMillis") is { ValueKind: JsonValueKind.Number } number
                ? number.GetDouble() / 1000 : TimeLimits.BufferedSeconds;
            if (api <= gateway)
                yield return $"{id}: API Gateway waits {api} s, the Gateway function {gateway} s: callers would get API Gateway's words instead of ours.";
            if (api > TimeLimits.BufferedSeconds && SynthesizedTemplate.Text(method, "Integration", "ResponseTransferMode") != "STREAM")
                yield return $"{id}: API Gateway waits {api} s only for an integration that streams. Set ResponseTransferMode STREAM.";
        }
    }

    private static int? WorkflowSeconds(JsonElement machine)
    {
        if (SynthesizedTemplate.Text(machine, "DefinitionString") is not { } text)
            return null;
        using JsonDocument definition = JsonDocument.Parse(text);
        return SynthesizedTemplate.Member(definition.RootElement, "TimeoutSeconds") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetInt32() : null;
    }

    private static int? FunctionSeconds(SynthesizedTemplate template, string name) => template.Of("AWS::Lambda::Function")
        .Where(function => SynthesizedTemplate.Text(function.Properties, "Environment", "Variables", "ANNOTATIONS_HANDLER") == name)
        .Select(function => (int?)SynthesizedTemplate.Member(function.Properties, "Timeout").GetInt32())
        .SingleOrDefault();
}
