using System.Text.Json;

namespace AiProxy.Cdk.Tests.Data;

public sealed class PayloadBucketTests(StackFixture stack)
{
    private JsonElement Bucket => stack.PropertiesOf("AWS::S3::Bucket");

    [Fact]
    public void Objects_OfTheBucket_AreGoneAfterTwoDays()
    {
        JsonElement rule = Assert.Single(Bucket.GetProperty("LifecycleConfiguration").GetProperty("Rules").EnumerateArray());
        Assert.Equal("Enabled", rule.GetProperty("Status").GetString());
        Assert.Equal(2, rule.GetProperty("ExpirationInDays").GetInt32());
        Assert.False(rule.TryGetProperty("Prefix", out _));
        // No versions that would outlive the object.
        Assert.False(Bucket.TryGetProperty("VersioningConfiguration", out _));
    }

    [Fact]
    public void Bucket_OfTheStack_IsEncryptedAndNeverPublic()
    {
        string encryption = Bucket.GetProperty("BucketEncryption").GetProperty("ServerSideEncryptionConfiguration")[0]
            .GetProperty("ServerSideEncryptionByDefault").GetProperty("SSEAlgorithm").GetString()!;
        Assert.Equal("AES256", encryption);
        Assert.All(Bucket.GetProperty("PublicAccessBlockConfiguration").EnumerateObject(), block => Assert.True(block.Value.GetBoolean()));
        Assert.Equal(4, Bucket.GetProperty("PublicAccessBlockConfiguration").EnumerateObject().Count());
    }

    [Fact]
    public void Bucket_WithoutTlsOrWithAnOldOne_AnswersNobody()
    {
        JsonElement statements = stack.PropertiesOf("AWS::S3::BucketPolicy").GetProperty("PolicyDocument").GetProperty("Statement");
        Assert.All(statements.EnumerateArray(), statement =>
        {
            Assert.Equal("Deny", statement.GetProperty("Effect").GetString());
            Assert.Equal("""{"AWS":"*"}""", JsonSerializer.Serialize(statement.GetProperty("Principal")));
        });
        string[] conditions = [.. statements.EnumerateArray().Select(statement => JsonSerializer.Serialize(statement.GetProperty("Condition")))];
        Assert.Contains("""{"Bool":{"aws:SecureTransport":"false"}}""", conditions);
        Assert.Contains("""{"NumericLessThan":{"s3:TlsVersion":1.2}}""", conditions);
    }
}
