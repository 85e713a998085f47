using AiProxy.Gateway.StepFunctions;

namespace AiProxy.Gateway.Tests.StepFunctions;

public sealed class WorkflowArnsTests
{
    private const string Arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:aggregate:live";

    [Fact]
    public void Parse_NamesAndArns_FindsThem()
    {
        WorkflowArns arns = WorkflowArns.Parse($$"""{"b":"{{Arn}}","a":"arn:aws-cn:states:cn-north-1:1:stateMachine:a"}""");

        Assert.Equal(["a", "b"], arns.Names);
        Assert.Equal(Arn, arns.Find("b"));
        Assert.Null(arns.Find("B"));
    }

    [Theory]
    [InlineData(null, "Set WORKFLOWS")]
    [InlineData(" ", "Set WORKFLOWS")]
    [InlineData("{}", "no workflow")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "not a JSON object")]
    [InlineData("""{"a":7}""", "not a JSON object")]
    [InlineData("""{"a":null}""", "'a' has ''")]
    [InlineData("""{"a":"aggregate"}""", "'a' has 'aggregate'")]
    [InlineData("""{"a":"arn:aws:lambda:eu-west-1:1:function:f"}""", "not the ARN of a state machine")]
    public void Parse_Wrong_SaysWhatIsWrong(string? json, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<FormatException>(() => WorkflowArns.Parse(json)).Message, StringComparison.Ordinal);
}
