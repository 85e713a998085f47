using AiProxy.Contracts.Routes;
using AiProxy.Host.Workflows;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.Host.Projects;

/// <summary>One thing wrong with a routes or workflow file, and where.</summary>
/// <param name="IsError">Whether the file cannot be used because of it; otherwise it is a warning.</param>
/// <param name="File">The file's full path.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Pointer">The place inside the document: a JSON pointer in a routes file, Step Functions' location in a workflow.</param>
/// <param name="Code">What a program switches on.</param>
/// <param name="Message">What is wrong: a sentence without its full stop.</param>
/// <param name="Remedy">What to do about it; empty where the message says it.</param>
internal sealed record ProjectDiagnostic(
    bool IsError, string File, int Line, int Column, string Pointer, string Code, string Message, string Remedy)
{
    /// <summary>A file that cannot be read.</summary>
    public static ProjectDiagnostic Unreadable(SourceFile file) => new(
        true, file.Path, 1, 1, "", "unreadable_file", $"It cannot be read: {Sentence(file.Unreadable!)}", "Restore it, or start the host with another one.");

    /// <summary>What the routes' own check found.</summary>
    public static ProjectDiagnostic Of(RouteDiagnostic found) =>
        new(true, found.File, found.Line, found.Column, found.Pointer, found.Code, found.Message, found.Remedy);

    /// <summary>What the engine found in a workflow.</summary>
    public static ProjectDiagnostic Of(string file, Diagnostic found) => new(
        found.IsError, file, found.Line ?? 1, found.Column ?? 1, found.Location ?? "", found.Code, Sentence(found.Message),
        WorkflowRemedies.For(found.Code));

    /// <summary>On one line, in the form that editors and build logs turn into a link: <c>routes.json(12,5): error unknown_provider: ...</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{File}({Line},{Column}): {(IsError ? "error" : "warning")} {Code}: {Message}{(Remedy.Length == 0 ? "" : $". {Remedy}")} [{Pointer}]");

    // One line, whatever the text quotes, and without its full stop.
    private static string Sentence(string text) => text.ReplaceLineEndings(" ").TrimEnd(' ', '.');
}
