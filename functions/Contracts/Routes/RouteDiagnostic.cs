namespace AiProxy.Contracts.Routes;

/// <summary>One thing wrong with a routes file, and where.</summary>
/// <param name="File">The file as the loader named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters (UTF-16 units, as editors count).</param>
/// <param name="Pointer">A JSON pointer to the member, or to the object that lacks one.</param>
/// <param name="Code">See <see cref="Errors.ComplaintCodes"/>.</param>
/// <param name="Message">What is wrong: a sentence without its full stop.</param>
/// <param name="Remedy">What to do about it; empty where the message says it.</param>
public sealed record RouteDiagnostic(string File, int Line, int Column, string Pointer, string Code, string Message, string Remedy)
{
    /// <summary>In the form that editors and build logs turn into a link: <c>routes.json(12,5): error unknown_provider: ...</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{File}({Line},{Column}): error {Code}: {Message}{(Remedy.Length == 0 ? "" : $". {Remedy}")} [{Pointer}]");
}
