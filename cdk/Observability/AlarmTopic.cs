using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace AiProxy.Cdk.Observability;

/// <summary>Where alarms and the budget report to.</summary>
internal sealed class AlarmTopic : Construct
{
    // Who publishes: https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html for the second.
    private static readonly string[] Publishers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"];

    public AlarmTopic(Construct scope, string id, AlarmSettings settings)
        : base(scope, id)
    {
        // A key of our own: the account's key for SNS lets no alarm publish (https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns).
        var key = new Key(this, "Key", new KeyProps
        {
            Description = "AiProxy: encrypts the alarms' topic.",
            EnableKeyRotation = true,
            // Messages are gone within days; a deployment that is taken down should not leave a key to pay for.
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        Topic = new Topic(this, "Topic", new TopicProps { DisplayName = "AiProxy alarms", MasterKey = key, EnforceSSL = true });
        foreach (string publisher in Publishers)
        {
            key.AddToResourcePolicy(Allow(publisher, "*", "kms:Decrypt", "kms:GenerateDataKey*"));
            Topic.AddToResourcePolicy(Allow(publisher, Topic.TopicArn, "sns:Publish"));
        }
        if (settings.Email is { } email)
            Topic.AddSubscription(new EmailSubscription(email));
    }

    /// <summary>The topic.</summary>
    public Topic Topic { get; }

    // Only on behalf of this account: another account's alarm could name this topic's ARN.
    private PolicyStatement Allow(string service, string resource, params string[] actions) => new(new PolicyStatementProps
    {
        Principals = [new ServicePrincipal(service)],
        Actions = actions,
        Resources = [resource],
        Conditions = new Dictionary<string, object>
        {
            ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(this).Account },
        },
    });
}
