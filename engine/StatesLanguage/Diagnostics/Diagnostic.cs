namespace AiProxy.StatesLanguage.Diagnostics;

/// <summary>One complaint about a definition, with the code, text and location that Step Functions gives where they are known.</summary>
/// <param name="IsError">Whether the definition is refused because of it; otherwise it is a warning: the definition runs, but probably not as meant.</param>
/// <param name="Code">A code of <see cref="DiagnosticCodes"/>, for example <c>SCHEMA_VALIDATION_FAILED</c>.</param>
/// <param name="Message">What is wrong, in words.</param>
/// <param name="Location">
/// The place in Step Functions' notation, for example <c>/States/Ask/Catch[0]/Next</c>; <see langword="null"/> for the whole workflow.
/// </param>
/// <param name="Line">The line in the definition's text, from 1; <see langword="null"/> when there is none.</param>
/// <param name="Column">The column (in characters) on that line, from 1; <see langword="null"/> when there is none.</param>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html"/>
public sealed record Diagnostic(bool IsError, string Code, string Message, string? Location, int? Line = null, int? Column = null)
{
    /// <summary>Returns <c>CODE: message at location</c>, as CreateStateMachine words it.</summary>
    public override string ToString() => Location is null ? $"{Code}: {Message}" : $"{Code}: {Message.TrimEnd()} at {Location}";
}
