namespace AiProxy.StatesLanguage.Diagnostics;

/// <summary>How bad a <see cref="Diagnostic"/> is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The definition cannot be used: Step Functions would refuse it.</summary>
    Error,

    /// <summary>The definition runs, but probably not as meant.</summary>
    Warning,
}
