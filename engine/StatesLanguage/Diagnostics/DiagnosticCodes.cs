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

    /// <summary>Two distributed Maps have one Label.</summary>
    public const string DuplicateLabelName = "DUPLICATE_LABEL_NAME";

    /// <summary>A Label is empty, longer than 40 characters, or has a character that none may have.</summary>
    public const string InvalidLabelName = "INVALID_LABEL_NAME";

    /// <summary>
    /// A variable's name is longer than 80 characters, has a character that none may have, or is one that a scope around assigns too.
    /// </summary>
    public const string InvalidVariableName = "INVALID_VARIABLE_NAME";

    /// <summary>A state assigns <c>states</c>.</summary>
    public const string ReservedVariableName = "RESERVED_VARIABLE_NAME";

    /// <summary>Scopes within scopes, or values within values, go deeper than 256 levels of JSON.</summary>
    public const string TooDeeplyNested = "TOO_DEEPLY_NESTED";

    /// <summary>A warning: a field's value is a path or an intrinsic call, but no <c>.$</c> ends the field's name.</summary>
    public const string NoDollar = "NO_DOLLAR";

    /// <summary>A warning: a field's value is a path, but its name does not end in <c>Path</c>.</summary>
    public const string NoPath = "NO_PATH";

    /// <summary>A warning: there is a path in the Result of a Pass, which is never evaluated.</summary>
    public const string PassResultIsStatic = "PASS_RESULT_IS_STATIC";

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

    /// <summary>Ours: a part of the language that this engine does not run (MANIFEST, PARQUET and LOAD_AND_FLATTEN), or not without more than it is given (a ResultWriter).</summary>
    public const string NotSupported = "NOT_SUPPORTED";
}
