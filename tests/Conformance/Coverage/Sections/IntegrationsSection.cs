using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Validation;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class IntegrationsSection : Section
{
    private const string Account = "arn:aws:lambda:us-east-1:111111111111:function:f";
    private const string Optimized = "arn:aws:states:::";

    private const string Http =
        "\"ApiEndpoint\":\"https://example.com\",\"Method\":\"GET\",\"InvocationConfig\":{\"ConnectionArn\":\"arn:aws:events:us-east-1:111111111111:connection/c/1\"}";
    private const string Start = "\"StateMachineArn\":\"arn:aws:states:us-east-1:111111111111:stateMachine:m\"";

    /// <summary>What a call is named here, a resource of the kind, what it is to be given at least, and what such resources have in them.</summary>
    private static readonly (string Call, string Resource, string Parameters, string Mark)[] Patterns =
    [
        ("a Lambda function's own ARN", Account, "", "arn:aws:lambda:"),
        ("lambda:invoke", Optimized + "lambda:invoke", "\"FunctionName\":\"f\"", "states:::lambda:invoke\""),
        ("aws-sdk", Optimized + "aws-sdk:s3:getObject", "\"Bucket\":\"b\",\"Key\":\"k\"", "states:::aws-sdk:"),
        ("http:invoke", Optimized + "http:invoke", Http, "states:::http:invoke"),
        ("startExecution", Optimized + "states:startExecution", Start, "states:startExecution\""),
        ("startExecution.sync", Optimized + "states:startExecution.sync", Start, "states:startExecution.sync\""),
        ("startExecution.sync:2", Optimized + "states:startExecution.sync:2", Start, "states:startExecution.sync:2\""),
        (".sync of any service", Optimized + "ecs:runTask.sync", "\"TaskDefinition\":\"t\"", ".sync\""),
        (
            ".waitForTaskToken of any service", Optimized + "sqs:sendMessage.waitForTaskToken",
            "\"QueueUrl\":\"q\",\"MessageBody.$\":\"$$.Task.Token\"", ".waitForTaskToken\""),
        ("an activity", "arn:aws:states:us-east-1:111111111111:activity:a", "", ":activity:"),
    ];

    public override string Title => "Integrations";

    public override void Write(Page page)
    {
        page.Paragraph("How a Task calls, in which kinds of machine.");
        page.ProofTable(["call", "resource", "Standard", "Express"], Patterns.Select(item => (
            (IReadOnlyList<string>)
            [
                item.Call,
                Markdown.Code(item.Resource),
                Takes(item.Resource, item.Parameters, StateMachineType.Standard),
                Takes(item.Resource, item.Parameters, StateMachineType.Express),
            ],
            page.Prove(item.Call, page.Cases.Find(Places.Resource, name => $"\"{name}\"".Contains(item.Mark, StringComparison.Ordinal)), item.Mark))));
        page.Paragraph(
            $"Who answers a call is for the host to say (`EngineOptions.TaskHandlers`). Where nobody does, the execution fails: {Unanswered()}");
        page.Paragraph(
            "Of services' own integrations the engine knows these, and `aws-sdk` with any service and action: "
            + string.Join(", ", ResourceRule.Optimized.Order(StringComparer.Ordinal).Select(Markdown.Code)) + ".");
        page.Paragraph($"Any other resource is refused: {Markdown.Code(Ask.Refusal(Ask.OneState(Task(Optimized + "nobody:knows", "\"a\":1"))) ?? "")}");
    }

    private static string Takes(string resource, string parameters, StateMachineType type) =>
        Ask.Refusal(Ask.OneState(Task(resource, parameters)), type) is { } refusal ? "refused: " + Markdown.Code(refusal) : "yes";

    private static string Unanswered()
    {
        var result = Probe.Run(Ask.OneState(Task(Optimized + "http:invoke", Http)));
        return $"{Markdown.Code(result.Error ?? "")}: {Markdown.Code(result.Cause ?? "")}";
    }

    private static string Task(string resource, string parameters) =>
        $"\"Type\":\"Task\",\"Resource\":\"{resource}\",\"Parameters\":{{{parameters}}},\"End\":true";
}
