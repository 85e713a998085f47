using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Validation;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class IntegrationsSection : Section
{
    private const string Account = "arn:aws:lambda:us-east-1:111111111111:function:f";
    private const string Optimized = "arn:aws:states:::";

    private static readonly (string Pattern, string Resource, string Mark)[] Patterns =
    [
        ("a Lambda function's own ARN", Account, "arn:aws:lambda:"),
        ("lambda:invoke", Optimized + "lambda:invoke", "states:::lambda:invoke\""),
        ("aws-sdk", Optimized + "aws-sdk:s3:getObject", "states:::aws-sdk:"),
        ("http:invoke", Optimized + "http:invoke", "states:::http:invoke"),
        ("startExecution", Optimized + "states:startExecution", "states:startExecution\""),
        ("startExecution.sync", Optimized + "states:startExecution.sync", "states:startExecution.sync\""),
        ("startExecution.sync:2", Optimized + "states:startExecution.sync:2", "states:startExecution.sync:2\""),
        (".sync of any service", Optimized + "ecs:runTask.sync", ".sync\""),
        (".waitForTaskToken of any service", Optimized + "sqs:sendMessage.waitForTaskToken", ".waitForTaskToken\""),
        ("an activity", "arn:aws:states:us-east-1:111111111111:activity:a", ":activity:"),
    ];

    public override string Title => "Integrations";

    public override void Write(Page page)
    {
        page.Paragraph("How a Task calls, in which kinds of machine.");
        page.ProofTable(["call", "resource", "Standard", "Express"], Patterns.Select(item => (
            (IReadOnlyList<string>)[item.Pattern, Markdown.Code(item.Resource), Takes(item.Resource, StateMachineType.Standard), Takes(item.Resource, StateMachineType.Express)],
            page.Prove(item.Pattern, page.Cases.Find(Places.Resource, name => $"\"{name}\"".Contains(item.Mark, StringComparison.Ordinal)), item.Mark))));
        page.Paragraph(
            $"Who answers a call is for the host to say (`EngineOptions.TaskHandlers`). Where nobody does, the execution fails: {Unanswered()}");
        page.Paragraph(
            "Of services' own integrations the engine knows these, and `aws-sdk` with any service and action: "
            + string.Join(", ", ResourceRule.Optimized.Order(StringComparer.Ordinal).Select(Markdown.Code)) + ".");
        page.Paragraph($"Any other resource is refused: {Markdown.Code(Ask.Refusal(Ask.OneState(Task(Optimized + "nobody:knows"))) ?? "")}");
    }

    private static string Takes(string resource, StateMachineType type) =>
        Ask.Refusal(Ask.OneState(Task(resource)), type) is { } refusal ? "refused: " + Markdown.Code(refusal) : "yes";

    private static string Unanswered()
    {
        var result = Probe.Run(Ask.OneState(Task(Optimized + "http:invoke")));
        return $"{Markdown.Code(result.Error ?? "")}: {Markdown.Code(result.Cause ?? "")}";
    }

    private static string Task(string resource) => $"\"Type\":\"Task\",\"Resource\":\"{resource}\",\"Parameters\":{{\"FunctionName\":\"f\"}},\"End\":true";
}
