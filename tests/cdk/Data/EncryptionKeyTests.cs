using System.Text.Json;
using Amazon.CDK.Assertions;

namespace AiProxy.Cdk.Tests.Data;

public sealed class EncryptionKeyTests(StackFixture stack)
{
    // The topic of the alarms always has one: no alarm may publish under AWS's.
    private const string AlarmsKey = "MonitoringTopicKey";

    [Fact]
    public void Stack_WithAwsKeys_HasNoneOfItsOwnButTheAlarms() => Assert.Equal([AlarmsKey], stack.Resources("AWS::KMS::Key").Keys.Select(id => id[..AlarmsKey.Length]));

    [Fact]
    public void Stack_WithAKeyOfItsOwn_EncryptsAllThatItKeepsWithIt()
    {
        using var deployment = new Deployment();
        (Template template, JsonElement json) = StackFixture.Make(deployment, ("encryption", "customer"));
        template.HasResourceProperties("AWS::KMS::Key", new Dictionary<string, object> { ["EnableKeyRotation"] = true });
        JsonElement resources = json.GetProperty("Resources");
        string key = resources.EnumerateObject().Single(resource =>
            resource.Value.GetProperty("Type").GetString() == "AWS::KMS::Key" && !resource.Name.StartsWith(AlarmsKey, StringComparison.Ordinal)).Name;
        string arn = $$"""{"Fn::GetAtt":["{{key}}","Arn"]}""";
        Assert.All(Of("AWS::DynamoDB::Table"), table => Assert.Equal(arn, Compact(table.GetProperty("SSESpecification").GetProperty("KMSMasterKeyId"))));
        Assert.All(Of("AWS::Logs::LogGroup"), log => Assert.Equal(arn, Compact(log.GetProperty("KmsKeyId"))));
        JsonElement byDefault = Of("AWS::S3::Bucket").Single().GetProperty("BucketEncryption").GetProperty("ServerSideEncryptionConfiguration")[0]
            .GetProperty("ServerSideEncryptionByDefault");
        Assert.Equal("aws:kms", byDefault.GetProperty("SSEAlgorithm").GetString());
        Assert.Equal(arn, Compact(byDefault.GetProperty("KMSMasterKeyID")));

        // A function that reads a table, or the bucket, without the key could read nothing; and it may use the key through those alone.
        string[] services = [.. Of("AWS::IAM::Policy").SelectMany(policy => policy.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray())
            .Where(statement => Compact(statement.GetProperty("Resource")) == arn)
            .Select(statement => Statement.TextOf(statement.GetProperty("Condition").GetProperty("StringEquals").GetProperty("kms:ViaService")))];
        Assert.Equal(4, services.Count(service => service == "dynamodb.{AWS::Region}.amazonaws.com"));
        Assert.Equal(5, services.Count(service => service == "s3.{AWS::Region}.amazonaws.com"));
        Assert.Equal(9, services.Length);

        IEnumerable<JsonElement> Of(string type) => resources.EnumerateObject()
            .Where(resource => resource.Value.GetProperty("Type").GetString() == type).Select(resource => resource.Value.GetProperty("Properties"));
    }

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
