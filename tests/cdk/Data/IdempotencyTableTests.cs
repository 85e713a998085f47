namespace AiProxy.Cdk.Tests.Data;

public sealed class IdempotencyTableTests(StackFixture stack)
{
    [Fact]
    public void Table_OfRecords_HasPowertoolsKeyAndExpiry() =>
        stack.Template.HasResourceProperties("AWS::DynamoDB::Table", new Dictionary<string, object>
        {
            ["KeySchema"] = new object[] { new Dictionary<string, object> { ["AttributeName"] = "id", ["KeyType"] = "HASH" } },
            ["AttributeDefinitions"] = new object[] { new Dictionary<string, object> { ["AttributeName"] = "id", ["AttributeType"] = "S" } },
            ["TimeToLiveSpecification"] = new Dictionary<string, object> { ["AttributeName"] = "expiration", ["Enabled"] = true },
            ["BillingMode"] = "PAY_PER_REQUEST",
        });

    [Fact]
    public void Table_OfRecords_IsEncryptedAndRecoverable() =>
        stack.Template.HasResourceProperties("AWS::DynamoDB::Table", new Dictionary<string, object>
        {
            ["SSESpecification"] = new Dictionary<string, object> { ["SSEEnabled"] = true },
            ["PointInTimeRecoverySpecification"] = new Dictionary<string, object> { ["PointInTimeRecoveryEnabled"] = true },
        });

    [Fact]
    public void Table_OfRecords_OutlivesTheStack() =>
        stack.Template.HasResource("AWS::DynamoDB::Table", new Dictionary<string, object>
        {
            ["DeletionPolicy"] = "Retain",
            ["UpdateReplacePolicy"] = "Retain",
        });
}
