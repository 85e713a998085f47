namespace AiProxy.Contracts.Errors;

/// <summary>One thing wrong with a document that a person or a program wrote: a request body or the routes file.</summary>
/// <param name="Code">What a program switches on, for example <c>unknown_member</c>; see <see cref="ComplaintCodes"/>.</param>
/// <param name="Pointer">A JSON pointer (RFC 6901) to the offending member, or to the object that lacks one.</param>
/// <param name="Message">What is wrong: a sentence without its full stop.</param>
/// <param name="Remedy">What to do about it: a whole sentence, or null where the message says it.</param>
public sealed record Complaint(string Code, string Pointer, string Message, string? Remedy = null)
{
    /// <summary>The HTTP status it deserves in an answer, 400 to 499.</summary>
    public int Status { get; init; } = 400;

    /// <summary>Message and remedy as sentences.</summary>
    public string Text => Remedy is null ? $"{Message}." : $"{Message}. {Remedy}";
}
