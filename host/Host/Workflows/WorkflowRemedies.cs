using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.Host.Workflows;

/// <summary>What an author can do about a diagnostic, where its message only says what is wrong.</summary>
internal static class WorkflowRemedies
{
    /// <summary>A sentence, or nothing where the message says it all.</summary>
    public static string For(string code) => code switch
    {
        DiagnosticCodes.InvalidJsonDescription => "Correct the JSON at this place; ASL allows neither comments nor trailing commas.",
        DiagnosticCodes.SchemaValidationFailed => "Correct the field as https://states-language.net describes it.",
        DiagnosticCodes.MissingTransitionTarget => "Let StartAt, Next, Default and every rule name a state of the same States object, and reach every state.",
        DiagnosticCodes.MissingEndState => "Give a state \"End\": true, or add a Succeed or Fail state.",
        DiagnosticCodes.DuplicateStateName => "Rename one of the two states.",
        DiagnosticCodes.InvalidStateName => "Give the state a name of 1 to 80 characters.",
        DiagnosticCodes.DuplicateLabelName => "Give one of the two Maps another Label.",
        DiagnosticCodes.InvalidLabelName => "Give the Map a Label of 1 to 40 letters, digits, dashes and underscores, or none.",
        DiagnosticCodes.InvalidVariableName => "Give the variable a name of 1 to 80 letters, digits and underscores that does not begin with a digit, and that no scope around assigns.",
        DiagnosticCodes.ReservedVariableName => "Give the variable another name: $states is Step Functions' own.",
        DiagnosticCodes.TooDeeplyNested => "Nest less deeply: move the inner states into a workflow of their own, or pass the value in as input.",
        DiagnosticCodes.NoDollar => "If it is to be evaluated, let the field's name end with .$; if it is meant as text, leave it.",
        DiagnosticCodes.NoPath => "If it is a path, let the field's name end with Path; if it is meant as text, leave it.",
        DiagnosticCodes.PassResultIsStatic => "Write it as Parameters, in fields whose names end with .$; if it is meant as text, leave it.",
        DiagnosticCodes.MissingDescription => "Write a state machine into the file, or delete it.",
        DiagnosticCodes.InvalidJsonataExpression => "Correct the expression; https://try.jsonata.org shows what it evaluates to.",
        DiagnosticCodes.UnsupportedJsonataExpression => "Use only what Step Functions offers at this place.",
        DiagnosticCodes.UnresolvedSubstitution => "Use a placeholder that the host fills, such as ${CallProviderArn}, or write the value itself.",
        DiagnosticCodes.UnassignedVariable => "Assign the variable in a state that comes before, or correct its name.",
        DiagnosticCodes.NotSupported => "Write it without this part of the language.",
        _ => "",
    };
}
