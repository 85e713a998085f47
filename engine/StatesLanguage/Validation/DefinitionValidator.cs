using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>Runs every rule, in the order in which Step Functions reports.</summary>
internal static class DefinitionValidator
{
    private static readonly IValidationRule[] Rules =
    [
        new StateNameRule(), new LabelRule(), new TransitionRule(), new ResourceRule(), new ArgumentsRule(),
        new VariableScopeRule(), new VariableRule(),
    ];

    public static void Validate(StateMachineDefinition definition, StateMachineOptions options, DiagnosticBag diagnostics)
    {
        foreach (var rule in Rules)
        {
            rule.Check(definition, options.Type, diagnostics);
        }

        ResultWriterRule.Check(definition, options, diagnostics);
    }
}
