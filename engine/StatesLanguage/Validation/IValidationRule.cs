using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>One thing that must hold of a whole definition.</summary>
internal interface IValidationRule
{
    void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics);
}
