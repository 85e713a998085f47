using System.Text.Json;
using AiProxy.Cdk.Guards;

namespace AiProxy.Cdk.Workflow;

/// <summary>
/// The workflow's definition as Step Functions will have it: the template's substitutions made, with the ARNs that its functions would get in an
/// account of zeros. What runs it (the embedded engine, TestState) sees what is deployed.
/// </summary>
internal static class ResolvedWorkflow
{
    private const string ArnPrefix = "arn:aws:lambda:us-east-1:000000000000:function:";

    /// <param name="template">A synthesized template.</param>
    /// <returns>The definition's text.</returns>
    public static string Of(JsonElement template)
    {
        var synthesized = new SynthesizedTemplate(template);
        JsonElement machine = synthesized.Of("AWS::StepFunctions::StateMachine").Single().Properties;
        string definition = machine.GetProperty("DefinitionString").GetString()!;
        foreach (JsonProperty substitution in machine.GetProperty("DefinitionSubstitutions").EnumerateObject())
            definition = definition.Replace($"${{{substitution.Name}}}", ArnOf(synthesized, substitution.Value), StringComparison.Ordinal);
        return definition;
    }

    private static string ArnOf(SynthesizedTemplate template, JsonElement value)
    {
        JsonElement qualified = template.PropertiesOf(SynthesizedTemplate.Referred(value)!);
        // A version has a number that Lambda gives; an alias has a name.
        string qualifier = SynthesizedTemplate.Text(qualified, "Name") ?? "1";
        JsonElement function = template.PropertiesOf(SynthesizedTemplate.Referred(qualified.GetProperty("FunctionName"))!);
        return $"{ArnPrefix}{SynthesizedTemplate.Text(function, "FunctionName")}:{qualifier}";
    }
}
