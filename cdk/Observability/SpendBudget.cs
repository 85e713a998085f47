using Amazon.CDK.AWS.Budgets;
using Constructs;

namespace AiProxy.Cdk.Observability;

/// <summary>
/// A monthly budget of the whole account: narrowing it to this stack needs a cost allocation tag that someone has activated in the billing console, and
/// until then it would always read 0. Providers bill on their own; see the cost alarms.
/// </summary>
internal sealed class SpendBudget : Construct
{
    public SpendBudget(Construct scope, string id, int monthlyUsd, AlarmTopic topic)
        : base(scope, id)
    {
        _ = new CfnBudget(this, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = monthlyUsd, Unit = "USD" },
            },
            NotificationsWithSubscribers = new[] { Notify("ACTUAL", 80), Notify("ACTUAL", 100), Notify("FORECASTED", 100) },
        });

        CfnBudget.NotificationWithSubscribersProperty Notify(string kind, double percent) => new()
        {
            Notification = new CfnBudget.NotificationProperty
            {
                NotificationType = kind,
                ComparisonOperator = "GREATER_THAN",
                Threshold = percent,
                ThresholdType = "PERCENTAGE",
            },
            Subscribers = new[] { new CfnBudget.SubscriberProperty { SubscriptionType = "SNS", Address = topic.Topic.TopicArn } },
        };
    }
}
