using System.Collections.Frozen;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>
/// An integration is given arguments, and among them those that it cannot do without, unless they come whole from an expression.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"/>
internal sealed class ArgumentsRule : IValidationRule
{
    private const string Integration = "arn:aws:states:::";

    private static readonly FrozenDictionary<string, string[]> Required = new Dictionary<string, string[]>
    {
        ["lambda:invoke"] = ["FunctionName"],
        ["sqs:sendMessage"] = ["QueueUrl", "MessageBody"],
        ["sns:publish"] = ["Message"],
        ["dynamodb:putItem"] = ["TableName", "Item"],
        ["dynamodb:getItem"] = ["TableName", "Key"],
        ["states:startExecution"] = ["StateMachineArn"],
        ["events:putEvents"] = ["Entries"],
        ["ecs:runTask"] = ["TaskDefinition"],
        ["glue:startJobRun"] = ["JobName"],
    }.ToFrozenDictionary();

    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics)
    {
        foreach (var task in ScopeWalk.States(definition).OfType<TaskDefinition>())
        {
            if (task.Resource.StartsWith(Integration, StringComparison.Ordinal) && ResourceRule.IsKnown(task.Resource))
            {
                Check(task, diagnostics);
            }
        }
    }

    private static void Check(TaskDefinition task, DiagnosticBag diagnostics)
    {
        var field = task.QueryLanguage == QueryLanguage.Jsonata ? "Arguments" : "Parameters";
        if (task.Arguments is null)
        {
            diagnostics.Schema($"{field} field is required for resource ARN: {task.Resource}", task.Location + "/Resource");
            return;
        }

        var action = task.Resource[Integration.Length..];
        var end = action.IndexOf('.', StringComparison.Ordinal);
        foreach (var name in Required.GetValueOrDefault(end < 0 ? action : action[..end]) ?? [])
        {
            if (Lacks(task.Arguments, name))
            {
                diagnostics.Schema($"The field '{name}' is required but was missing", $"{task.Location}/{field}");
            }
        }
    }

    private static bool Lacks(Template arguments, string name) => arguments switch
    {
        Template.Object template => template.Members.All(member => member.Key != name),
        Template.Constant { Value.Kind: ValueKind.Object } constant => !constant.Value.AsObject().TryGetValue(name, out _),
        _ => false,
    };
}
