using System.Text.Json;

namespace AiProxy.Cdk.Tests.Data;

public sealed class TableTests(StackFixture stack)
{
    [Theory]
    [InlineData("Records")]
    [InlineData("Keys")]
    public void Table_OfTheStack_IsEncryptedRecoverableAndKept(string construct)
    {
        JsonElement table = stack.PropertiesOf("AWS::DynamoDB::Table", construct);
        Assert.Equal("PAY_PER_REQUEST", table.GetProperty("BillingMode").GetString());
        Assert.Equal("""[{"AttributeName":"id","KeyType":"HASH"}]""", Compact(table.GetProperty("KeySchema")));
        Assert.Equal("""[{"AttributeName":"id","AttributeType":"S"}]""", Compact(table.GetProperty("AttributeDefinitions")));
        Assert.True(table.GetProperty("SSESpecification").GetProperty("SSEEnabled").GetBoolean());
        Assert.True(table.GetProperty("PointInTimeRecoverySpecification").GetProperty("PointInTimeRecoveryEnabled").GetBoolean());
        JsonElement resource = stack.Resources("AWS::DynamoDB::Table")[stack.IdOf("AWS::DynamoDB::Table", construct)];
        Assert.Equal("Retain", resource.GetProperty("DeletionPolicy").GetString());
        Assert.Equal("Retain", resource.GetProperty("UpdateReplacePolicy").GetString());
    }

    [Fact]
    public void Records_Expire_ByPowertoolsAttribute()
    {
        JsonElement expiry = stack.PropertiesOf("AWS::DynamoDB::Table", "Records").GetProperty("TimeToLiveSpecification");
        Assert.Equal("""{"AttributeName":"expiration","Enabled":true}""", Compact(expiry));
    }

    [Fact]
    public void Keys_NeverExpire_AndAreNotDeletedByMistake()
    {
        JsonElement table = stack.PropertiesOf("AWS::DynamoDB::Table", "Keys");
        // A key that is revoked or over must stay refusable.
        Assert.False(table.TryGetProperty("TimeToLiveSpecification", out _));
        Assert.True(table.GetProperty("DeletionProtectionEnabled").GetBoolean());
    }

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
