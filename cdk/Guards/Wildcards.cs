using System.Text.Json;

namespace AiProxy.Cdk.Guards;

/// <summary>
/// No permission is wider than AWS makes it be: no '*' in an action, '*' as resource only where AWS knows no other, and nobody is trusted because he
/// is anybody.
/// </summary>
internal static class Wildcards
{
    // AWS offers no resource to name for these: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html,
    // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, and DescribeAlarms by a list of names.
    private static readonly HashSet<string> WithoutResource = new(StringComparer.Ordinal)
    {
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
        "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups", "cloudwatch:DescribeAlarms",
    };

    // AWS's own policy for the role that API Gateway writes logs with; it names no narrower one.
    private const string ApiLogsPolicy = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";

    public static IEnumerable<string> Check(SynthesizedTemplate template) =>
        [.. Policies(template), .. ManagedPolicies(template), .. Trust(template), .. ResourcePolicies(template)];

    private static IEnumerable<string> Policies(SynthesizedTemplate template)
    {
        IEnumerable<(string Id, JsonElement Document)> attached = template.Of("AWS::IAM::Policy").Concat(template.Of("AWS::IAM::ManagedPolicy"))
            .Select(policy => (policy.Id, SynthesizedTemplate.Member(policy.Properties, "PolicyDocument")));
        IEnumerable<(string Id, JsonElement Document)> inline =
            from role in template.Of("AWS::IAM::Role")
            from policy in SynthesizedTemplate.Many(SynthesizedTemplate.Member(role.Properties, "Policies"))
            select (role.Id, SynthesizedTemplate.Member(policy, "PolicyDocument"));
        return
            from policy in attached.Concat(inline)
            from statement in SynthesizedTemplate.Many(SynthesizedTemplate.Member(policy.Document, "Statement"))
            where SynthesizedTemplate.Text(statement, "Effect") == "Allow"
            from problem in Allowed(policy.Id, statement)
            select problem;
    }

    private static IEnumerable<string> Allowed(string id, JsonElement statement)
    {
        string[] actions = [.. SynthesizedTemplate.Many(SynthesizedTemplate.Member(statement, "Action")).Select(action => action.GetString()!)];
        if (actions.Length == 0)
            yield return $"{id}: a statement allows by NotAction, which is all but a few. Name the actions.";
        foreach (string action in actions.Where(action => action.Contains('*', StringComparison.Ordinal)))
            yield return $"{id}: the action '{action}' has a wildcard. Name each action that is needed.";
        bool everything = SynthesizedTemplate.Many(SynthesizedTemplate.Member(statement, "Resource"))
            .Any(resource => resource.ValueKind == JsonValueKind.String && resource.GetString() == "*");
        bool none = SynthesizedTemplate.Member(statement, "Resource").ValueKind == JsonValueKind.Undefined;
        if (everything || none)
        {
            foreach (string action in actions.Where(action => !WithoutResource.Contains(action)))
                yield return $"{id}: '{action}' is allowed on every resource. Name the resources.";
        }
    }

    private static IEnumerable<string> ManagedPolicies(SynthesizedTemplate template) =>
        from role in template.Of("AWS::IAM::Role")
        from policy in SynthesizedTemplate.Many(SynthesizedTemplate.Member(role.Properties, "ManagedPolicyArns"))
        where !policy.GetRawText().Contains(ApiLogsPolicy, StringComparison.Ordinal)
        select $"{role.Id}: has the managed policy {policy.GetRawText()}, which is wider than what is needed. Write a policy of its own.";

    private static IEnumerable<string> Trust(SynthesizedTemplate template) =>
        from role in template.Of("AWS::IAM::Role")
        from statement in SynthesizedTemplate.Many(SynthesizedTemplate.Member(role.Properties, "AssumeRolePolicyDocument", "Statement"))
        where IsAnybody(SynthesizedTemplate.Member(statement, "Principal"))
        select $"{role.Id}: anybody may take the role. Name a service or an account.";

    private static IEnumerable<string> ResourcePolicies(SynthesizedTemplate template)
    {
        string[] types = ["AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"];
        IEnumerable<(string Id, JsonElement Document)> policies = types.SelectMany(template.Of)
            .Select(policy => (policy.Id, SynthesizedTemplate.Member(policy.Properties, "PolicyDocument")))
            .Concat(template.Of("AWS::KMS::Key").Select(key => (key.Id, SynthesizedTemplate.Member(key.Properties, "KeyPolicy"))));
        return
            from policy in policies
            from statement in SynthesizedTemplate.Many(SynthesizedTemplate.Member(policy.Document, "Statement"))
            where SynthesizedTemplate.Text(statement, "Effect") == "Allow" && IsAnybody(SynthesizedTemplate.Member(statement, "Principal"))
                && SynthesizedTemplate.Member(statement, "Condition").ValueKind != JsonValueKind.Object
            select $"{policy.Id}: its policy lets anybody in. Name a principal.";
    }

    private static bool IsAnybody(JsonElement principal) => principal.ValueKind == JsonValueKind.String
        ? principal.GetString() == "*"
        : SynthesizedTemplate.Many(SynthesizedTemplate.Member(principal, "AWS"))
            .Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == "*");
}
