using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>Who runs the machine can write the results that its Maps want written.</summary>
internal static class ResultWriterRule
{
    public static void Check(StateMachineDefinition definition, StateMachineOptions options, DiagnosticBag diagnostics)
    {
        if (options.IsTest || options.Engine?.ResultWriter is not null)
        {
            return;
        }

        foreach (var map in ScopeWalk.States(definition).OfType<MapDefinition>().Where(map => map.Distributed?.Writer?.Resource is not null))
        {
            diagnostics.Error(
                DiagnosticCodes.NotSupported,
                "A ResultWriter that writes to S3 needs an IResultWriter: give it as EngineOptions.ResultWriter, and those options as "
                + "StateMachineOptions.Engine",
                map.Location + "/ResultWriter");
        }
    }
}
