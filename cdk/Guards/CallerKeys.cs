using System.Text.Json;

namespace AiProxy.Cdk.Guards;

/// <summary>There is an API, an authorizer that reads a table of keys, and a usage plan with a rate for them.</summary>
internal static class CallerKeys
{
    public static IEnumerable<string> Check(SynthesizedTemplate template)
    {
        if (!template.Of("AWS::ApiGateway::RestApi").Any())
            yield return "The stack has no API: nobody could call it.";
        foreach ((string id, JsonElement api) in template.Of("AWS::ApiGateway::RestApi"))
        {
            if (SynthesizedTemplate.Text(api, "ApiKeySourceType") != "AUTHORIZER")
                yield return $"{id}: callers would have to send a second key in x-api-key. Set ApiKeySourceType AUTHORIZER.";
        }
        if (!template.Of("AWS::ApiGateway::Authorizer").Any())
            yield return "The stack has no authorizer: it could not tell one caller from another.";
        string[] tables = [.. template.Of("AWS::Lambda::Function")
            .Select(function => SynthesizedTemplate.Referred(SynthesizedTemplate.Member(function.Properties, "Environment", "Variables", "KEYS_TABLE")))
            .OfType<string>()];
        if (tables.Length == 0 || tables.Any(table => template.PropertiesOf(table).ValueKind != JsonValueKind.Object))
            yield return "The stack has no table of callers' keys (KEYS_TABLE of Authorize): every key would be refused.";
        if (!template.Of("AWS::ApiGateway::UsagePlan").Any(plan => SynthesizedTemplate.Member(plan.Properties, "Throttle", "RateLimit").ValueKind == JsonValueKind.Number))
            yield return "The stack has no usage plan with a rate: one caller could use up the account's.";
    }
}
