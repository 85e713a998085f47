using System.Text.Json;

namespace AiProxy.Cdk.Guards;

/// <summary>Nobody gets in without a key: every method but the health check has the authorizer and counts the key, and there is no other way in.</summary>
internal static class OpenDoors
{
    private const string HealthCheck = "healthz";

    // Each of them could answer the world beside the API.
    private static readonly string[] OtherDoors =
    [
        "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Api", "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::AppSync::GraphQLApi",
    ];

    public static IEnumerable<string> Check(SynthesizedTemplate template) =>
        Methods(template).Concat(Urls(template)).Concat(Invokers(template)).Concat(
            OtherDoors.SelectMany(type => template.Of(type).Select(door => $"{door.Id} ({type}) is a door that the authorizer does not guard: remove it.")));

    private static IEnumerable<string> Methods(SynthesizedTemplate template)
    {
        foreach ((string id, JsonElement method) in template.Of("AWS::ApiGateway::Method"))
        {
            string? verb = SynthesizedTemplate.Text(method, "HttpMethod");
            if (verb == "GET" && PathPart(template, method) == HealthCheck)
                continue;
            bool guarded = SynthesizedTemplate.Text(method, "AuthorizationType") == "CUSTOM"
                && SynthesizedTemplate.Referred(SynthesizedTemplate.Member(method, "AuthorizerId")) is { } authorizer
                && template.PropertiesOf(authorizer).ValueKind == JsonValueKind.Object;
            if (!guarded)
                yield return $"{id}: {verb} has no authorizer, so anybody could spend the providers' money. Give it AuthorizationType CUSTOM and the stack's authorizer.";
            if (!SynthesizedTemplate.IsTrue(method, "ApiKeyRequired"))
                yield return $"{id}: {verb} does not ask for a key of a usage plan, so nothing limits a caller. Set ApiKeyRequired.";
        }
    }

    private static string? PathPart(SynthesizedTemplate template, JsonElement method) =>
        SynthesizedTemplate.Referred(SynthesizedTemplate.Member(method, "ResourceId")) is { } resource
            ? SynthesizedTemplate.Text(template.PropertiesOf(resource), "PathPart")
            : null;

    private static IEnumerable<string> Urls(SynthesizedTemplate template) =>
        from url in template.Of("AWS::Lambda::Url")
        where SynthesizedTemplate.Text(url.Properties, "AuthType") != "AWS_IAM"
        select $"{url.Id}: a function URL without IAM is open to anybody. Set AuthType AWS_IAM, or remove it.";

    private static IEnumerable<string> Invokers(SynthesizedTemplate template) =>
        from permission in template.Of("AWS::Lambda::Permission")
        let principal = SynthesizedTemplate.Text(permission.Properties, "Principal")
        let narrowed = SynthesizedTemplate.Member(permission.Properties, "SourceArn").ValueKind != JsonValueKind.Undefined
            || SynthesizedTemplate.Member(permission.Properties, "SourceAccount").ValueKind != JsonValueKind.Undefined
        where principal == "*" || !narrowed
        select $"{permission.Id}: {principal} of any account may invoke the function. Name a SourceArn or a SourceAccount.";
}
