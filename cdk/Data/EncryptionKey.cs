using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace AiProxy.Cdk.Data;

/// <summary>
/// A KMS key of the account's own for all that the stack keeps, where context <c>encryption</c> is <c>customer</c>; else AWS's keys are used, which
/// cost nothing and cannot be withdrawn.
/// </summary>
internal sealed class EncryptionKey : Construct
{
    public EncryptionKey(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        if (!settings.OwnKey)
            return;
        Key = new Key(this, "Key", new KeyProps
        {
            Description = $"{settings.StackName}: records, payloads, routes and logs.",
            EnableKeyRotation = true,
            // Without it nothing that was written can be read again.
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        AllowLogs(Key, Stack.Of(this), settings);
    }

    /// <summary>The key, or null for AWS's own.</summary>
    public Key? Key { get; }

    /// <summary>Lets a function use the key through a service, as in <c>dynamodb</c>, and in no other way.</summary>
    public void AllowUse(PackagedFunction function, string service)
    {
        if (Key is null)
            return;
        function.Allow(
            ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
            [Key.KeyArn],
            new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["kms:ViaService"] = $"{service}.{Stack.Of(this).Region}.amazonaws.com" },
            });
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    private static void AllowLogs(Key key, Stack stack, StackSettings settings) => key.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Principals = [new ServicePrincipal($"logs.{stack.Region}.amazonaws.com")],
        Actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
        Resources = ["*"],
        Conditions = new Dictionary<string, object>
        {
            ["ArnLike"] = new Dictionary<string, object>
            {
                ["kms:EncryptionContext:aws:logs:arn"] = new[]
                {
                    $"arn:{stack.Partition}:logs:{stack.Region}:{stack.Account}:log-group:/aws/*/{settings.StackName}-*",
                    $"arn:{stack.Partition}:logs:{stack.Region}:{stack.Account}:log-group:/aws/vendedlogs/*/{settings.StackName}-*",
                },
            },
        },
    }));
}
