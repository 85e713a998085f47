namespace AiProxy.Jsonata;

/// <summary>A place where an expression reads its input document.</summary>
/// <param name="Name">The field's name, "$" or "$$".</param>
/// <param name="Position">Where in the text, in UTF-16 units from 0.</param>
public readonly record struct JsonataReference(string Name, int Position);
