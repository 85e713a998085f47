using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>lambda:invoke says which function, unless its arguments come whole from an expression.</summary>
internal sealed class LambdaArgumentsRule : IValidationRule
{
    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics)
    {
        foreach (var task in ScopeWalk.States(definition).OfType<TaskDefinition>())
        {
            if (task.Resource.StartsWith("arn:aws:states:::lambda:invoke", StringComparison.Ordinal) && LacksFunctionName(task))
            {
                var field = task.QueryLanguage == QueryLanguage.Jsonata ? "Arguments" : "Parameters";
                diagnostics.Schema("The field 'FunctionName' is required but was missing", $"{task.Location}/{field}");
            }
        }
    }

    private static bool LacksFunctionName(TaskDefinition task) => task.Arguments switch
    {
        null => true,
        Template.Object template => template.Members.All(member => member.Key != "FunctionName"),
        Template.Constant { Value.Kind: ValueKind.Object } constant => !constant.Value.AsObject().TryGetValue("FunctionName", out _),
        _ => false,
    };
}
