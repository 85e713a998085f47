namespace AiProxy.StatesLanguage.Tests.Validation;

/// <summary>Which integration patterns a service offers, and an Express machine takes.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"/>
public sealed class IntegrationPatternTests
{
    private const string NoSync = "Express state machine does not support '.sync' service integration at /States/A/Resource";
    private const string NoToken = "Express state machine does not support '.waitForTaskToken' service integration at /States/A/Resource";
    private const string NoActivity = "Express state machine does not support Activity ARN at /States/A/Resource";

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:1:function:f:1", null)]
    [InlineData("arn:aws:states:::lambda:invoke", null)]
    [InlineData("arn:aws:states:::http:invoke", null)]
    [InlineData("arn:aws:states:::states:startExecution", null)]
    [InlineData("arn:aws:states:::aws-sdk:sfn:startSyncExecution", null)]
    [InlineData("arn:aws:states:::states:startExecution.sync", NoSync)]
    [InlineData("arn:aws:states:::states:startExecution.sync:2", NoSync)]
    [InlineData("arn:aws:states:::ecs:runTask.sync", NoSync)]
    [InlineData("arn:aws:states:::lambda:invoke.waitForTaskToken", NoToken)]
    [InlineData("arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken", NoToken)]
    [InlineData("arn:aws:states:us-east-1:1:activity:a", NoActivity)]
    public void Parse_Express_TakesRequestAndResponseOnly(string resource, string? refusal)
    {
        Assert.Equal(refusal is null ? "" : "SCHEMA_VALIDATION_FAILED: " + refusal, Errors(resource, StateMachineType.Express));
        Assert.Equal("", Errors(resource, StateMachineType.Standard));
    }

    [Theory]
    [InlineData("arn:aws:states:::lambda:invoke.sync")]
    [InlineData("arn:aws:states:::sqs:sendMessage.sync")]
    [InlineData("arn:aws:states:::aws-sdk:s3:getObject.sync")]
    [InlineData("arn:aws:states:::ecs:runTask.sync:2")]
    [InlineData("arn:aws:states:::glue:startJobRun.waitForTaskToken")]
    [InlineData("arn:aws:states:::dynamodb:getItem.waitForTaskToken")]
    [InlineData("arn:aws:states:::http:invoke.waitForTaskToken")]
    [InlineData("arn:aws:states:::dynamodb:query")]
    [InlineData("arn:aws:sqs:us-east-1:1:queue")]
    public void Parse_PatternTheServiceDoesNotOffer_IsNotRecognized(string resource) => Assert.Equal(
        $"SCHEMA_VALIDATION_FAILED: The resource provided {resource} is not recognized. "
        + "The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/Resource",
        Errors(resource, StateMachineType.Standard));

    private static string Errors(string resource, StateMachineType type)
    {
        var text =
            $"{{'QueryLanguage':'JSONata','StartAt':'A','States':{{'A':{{'Type':'Task','Resource':'{resource}','Arguments':'{{% $states.input %}}','End':true}}}}}}";
        return string.Join("; ", StateMachine.Parse(text.Replace('\'', '"'), new StateMachineOptions { Type = type }).Diagnostics);
    }
}
