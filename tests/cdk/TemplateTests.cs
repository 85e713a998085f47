using System.Text.Json;

namespace AiProxy.Cdk.Tests;

/// <summary>What the template as a whole holds, and does not.</summary>
public sealed class TemplateTests(StackFixture stack)
{
    [Fact]
    public void Types_OfResources_AreTheCoreAlone()
    {
        string[] expected =
        [
            "AWS::DynamoDB::Table", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Logs::LogGroup",
            "AWS::StepFunctions::StateMachine",
        ];
        IEnumerable<string> types = stack.Json.GetProperty("Resources").EnumerateObject().Select(resource => resource.Value.GetProperty("Type").GetString()!);
        Assert.Equal(expected, types.Distinct().Order(StringComparer.Ordinal));
        stack.Template.ResourceCountIs("AWS::Lambda::Function", 4);
    }

    [Fact]
    public void Outputs_OfTheStack_AreTheMachineAndTheTable()
    {
        JsonElement outputs = stack.Json.GetProperty("Outputs");
        Assert.Equal(stack.IdOf("AWS::StepFunctions::StateMachine"), Referred("StateMachineArn"));
        Assert.Equal(stack.IdOf("AWS::DynamoDB::Table"), Referred("IdempotencyTableName"));

        string? Referred(string output) => outputs.GetProperty(output).GetProperty("Value").GetProperty("Ref").GetString();
    }

    [Fact]
    public void LogGroups_All_AreKeptAsLongAsSaid()
    {
        Dictionary<string, JsonElement> groups = stack.Resources("AWS::Logs::LogGroup");
        Assert.Equal(5, groups.Count);
        Assert.All(groups.Values, group => Assert.Equal(30, group.GetProperty("Properties").GetProperty("RetentionInDays").GetInt32()));
    }

    [Fact]
    public void Values_OfSecrets_AreNeitherPutInNorResolved()
    {
        Assert.DoesNotContain("{{resolve:", stack.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("SecretString", stack.Json.GetRawText(), StringComparison.Ordinal);
        string[] allowed = ["ANNOTATIONS_HANDLER", "IDEMPOTENCY_TABLE", "POWERTOOLS_SERVICE_NAME"];
        IEnumerable<string> variables = stack.Resources("AWS::Lambda::Function").Values
            .SelectMany(function => function.GetProperty("Properties").GetProperty("Environment").GetProperty("Variables").EnumerateObject())
            .Select(variable => variable.Name);
        Assert.Empty(variables.Except(allowed));
    }
}
