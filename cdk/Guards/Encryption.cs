using System.Text.Json;

namespace AiProxy.Cdk.Guards;

/// <summary>What the stack keeps is encrypted at rest, can be had back, is not kept for ever, and travels over TLS.</summary>
internal static class Encryption
{
    public static IEnumerable<string> Check(SynthesizedTemplate template) =>
        [.. Tables(template), .. Buckets(template), .. Logs(template), .. Queues(template), .. Tls(template)];

    private static IEnumerable<string> Tables(SynthesizedTemplate template)
    {
        foreach ((string id, JsonElement table) in template.Of("AWS::DynamoDB::Table"))
        {
            if (!SynthesizedTemplate.IsTrue(table, "SSESpecification", "SSEEnabled"))
                yield return $"{id}: the table is not encrypted with a key of KMS. Set SSESpecification.";
            if (!SynthesizedTemplate.IsTrue(table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"))
                yield return $"{id}: the table cannot be had back. Set PointInTimeRecoverySpecification.";
        }
    }

    private static IEnumerable<string> Buckets(SynthesizedTemplate template)
    {
        foreach ((string id, JsonElement bucket) in template.Of("AWS::S3::Bucket"))
        {
            if (SynthesizedTemplate.Member(bucket, "BucketEncryption").ValueKind != JsonValueKind.Object)
                yield return $"{id}: the bucket does not say how it is encrypted. Set BucketEncryption.";
            string[] blocks = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
            if (!blocks.All(block => SynthesizedTemplate.IsTrue(bucket, "PublicAccessBlockConfiguration", block)))
                yield return $"{id}: the bucket could be made public. Set all four of PublicAccessBlockConfiguration.";
            if (!SynthesizedTemplate.Many(SynthesizedTemplate.Member(bucket, "LifecycleConfiguration", "Rules")).Any())
                yield return $"{id}: prompts and answers would stay for ever. Set LifecycleConfiguration.";
            if (!template.Of("AWS::S3::BucketPolicy").Any(policy => IsForTls(policy.Properties, id)))
                yield return $"{id}: the bucket answers without TLS. Deny aws:SecureTransport false in its policy.";
        }
    }

    private static bool IsForTls(JsonElement policy, string bucket) =>
        SynthesizedTemplate.Referred(SynthesizedTemplate.Member(policy, "Bucket")) == bucket
        && SynthesizedTemplate.Many(SynthesizedTemplate.Member(policy, "PolicyDocument", "Statement")).Any(statement =>
            SynthesizedTemplate.Text(statement, "Effect") == "Deny"
            && SynthesizedTemplate.Text(statement, "Condition", "Bool", "aws:SecureTransport") == "false");

    private static IEnumerable<string> Logs(SynthesizedTemplate template) =>
        from log in template.Of("AWS::Logs::LogGroup")
        where SynthesizedTemplate.Member(log.Properties, "RetentionInDays").ValueKind != JsonValueKind.Number
        select $"{log.Id}: the log would be kept for ever. Set RetentionInDays.";

    private static IEnumerable<string> Queues(SynthesizedTemplate template) =>
        from queue in template.Of("AWS::SNS::Topic").Concat(template.Of("AWS::SQS::Queue"))
        where SynthesizedTemplate.Member(queue.Properties, "KmsMasterKeyId").ValueKind == JsonValueKind.Undefined
            && !SynthesizedTemplate.IsTrue(queue.Properties, "SqsManagedSseEnabled")
        select $"{queue.Id}: messages are not encrypted. Set KmsMasterKeyId.";

    // An API without a policy takes TLS 1.0, a domain without one 1.2: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html.
    private static IEnumerable<string> Tls(SynthesizedTemplate template) =>
        from end in template.Of("AWS::ApiGateway::DomainName").Concat(template.Of("AWS::ApiGateway::RestApi"))
        let policy = SynthesizedTemplate.Text(end.Properties, "SecurityPolicy")
        where policy is null or "TLS_1_0"
        select $"{end.Id}: takes TLS older than 1.2, or does not say what it takes. Set SecurityPolicy.";
}
