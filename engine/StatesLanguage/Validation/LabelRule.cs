using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>A distributed Map's Label, which is part of its children's ARNs, occurs once in the whole machine.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html"/>
internal sealed class LabelRule : IValidationRule
{
    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in ScopeWalk.States(definition).OfType<MapDefinition>())
        {
            if (map.Distributed?.Label is { } label && !seen.Add(label))
            {
                diagnostics.Error(DiagnosticCodes.DuplicateLabelName, $"Duplicate Label name: {label}", map.Location + "/Label");
            }
        }
    }
}
