namespace AiProxy.StatesLanguage.Diagnostics;

/// <summary>The codes a <see cref="Diagnostic"/> can have.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html"/>
public static class DiagnosticCodes
{
    /// <summary>The text is not JSON.</summary>
    public const string InvalidJsonDescription = "INVALID_JSON_DESCRIPTION";

    /// <summary>A field is missing, misplaced, of the wrong type or out of range.</summary>
    public const string SchemaValidationFailed = "SCHEMA_VALIDATION_FAILED";

    /// <summary>A transition names no state, or no transition leads to a state.</summary>
    public const string MissingTransitionTarget = "MISSING_TRANSITION_TARGET";

    /// <summary>No state ends the workflow.</summary>
    public const string MissingEndState = "MISSING_END_STATE";

    /// <summary>Two states have one name.</summary>
    public const string DuplicateStateName = "DUPLICATE_STATE_NAME";

    /// <summary>A state's name is empty or longer than 80 characters.</summary>
    public const string InvalidStateName = "INVALID_STATE_NAME";

    /// <summary>The definition's text is empty.</summary>
    public const string MissingDescription = "MISSING_DESCRIPTION";

    /// <summary>A JSONata expression does not parse.</summary>
    public const string InvalidJsonataExpression = "INVALID_JSONATA_EXPRESSION";

    /// <summary>A JSONata expression uses what Step Functions does not offer there.</summary>
    public const string UnsupportedJsonataExpression = "UNSUPPORTED_JSONATA_EXPRESSION";

    /// <summary>Ours: a <c>${Name}</c> has no value among the substitutions.</summary>
    public const string UnresolvedSubstitution = "UNRESOLVED_SUBSTITUTION";

    /// <summary>Ours, a warning: an expression reads a variable that nothing in reach assigns.</summary>
    public const string UnassignedVariable = "UNASSIGNED_VARIABLE";

    /// <summary>Ours: a part of the language that this engine does not run (a ResultWriter; MANIFEST, PARQUET and LOAD_AND_FLATTEN).</summary>
    public const string NotSupported = "NOT_SUPPORTED";
}
