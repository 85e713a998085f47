using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Testing;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class ContextSection : Section
{
    /// <summary>Members whose value is data.</summary>
    private static readonly string[] Data = ["Execution.Input", "Map.Item.Value"];

    private const string Whole = "{% $states.context %}";

    public override string Title => "Context object";

    public override void Write(Page page)
    {
        page.Paragraph("`$$` in JSONPath, `$states.context` in JSONata. Which members there are is read from executions.");
        var standard = Members(StateMachineType.Standard);
        var express = Members(StateMachineType.Express);
        var documented = TestStateRequest.ContextFields.SelectMany(group => group.Value.Select(field => $"{group.Key}.{field}"));
        page.ProofTable(
            ["member", "Standard", "Express, synchronous", "given to TestState"],
            standard.Union(express).Union(documented).Order(StringComparer.Ordinal).Select(member => (
                (IReadOnlyList<string>)
                [
                    Markdown.Code(member),
                    Mark(standard.Contains(member)),
                    Mark(express.Contains(member)),
                    Mark(documented.Contains(member)),
                ],
                page.Prove($"the context object's {member}", page.Cases.Find(Places.Context, member), $"context.{member}"))));
    }

    private static string Mark(bool isThere) => isThere ? "yes" : "";

    private static HashSet<string> Members(StateMachineType type)
    {
        var sink = new Sink();
        var map = $$$"""
            "Type":"Map","Items":{"k":1},"End":true,
            "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"echo","Payload":"{{{Whole}}}"},"End":true} } }
            """;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(seen, "", Payload(Probe.Run(Ask.OneJsonataState(map), type).Output));
        if (type == StateMachineType.Standard)
        {
            var task = $$$"""
                "Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","TimeoutSeconds":1,"Arguments":{"QueueUrl":"q","MessageBody":"{{{Whole}}}"},"End":true
                """;
            _ = Probe.Run(Ask.OneJsonataState(task), type, sink);
            Add(seen, "", sink.Body);
        }

        return seen;
    }

    private static Value Payload(Value output) =>
        output.AsArray()[0].AsObject().TryGetValue("Payload", out var payload) ? payload : throw new InvalidOperationException($"No payload: {output}");

    private static void Add(HashSet<string> seen, string prefix, Value value)
    {
        foreach (var (name, member) in value.AsObject())
        {
            var path = prefix + name;
            if (member.Kind == ValueKind.Object && !Data.Contains(path))
            {
                Add(seen, path + ".", member);
            }
            else
            {
                seen.Add(path);
            }
        }
    }

    /// <summary>Keeps the message that it is to send.</summary>
    private sealed class Sink : ITaskHandler
    {
        public Value Body { get; private set; }

        public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
        {
            Body = invocation.Arguments.AsObject().TryGetValue("MessageBody", out var body) ? body : default;
            return ValueTask.FromResult(TaskOutcome.Success(Value.Null));
        }
    }
}
