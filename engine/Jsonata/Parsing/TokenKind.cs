namespace AiProxy.Jsonata.Parsing;

internal enum TokenKind
{
    Operator,
    String,
    Number,

    /// <summary>true, false or null.</summary>
    Literal,
    Name,
    Variable,
    Regex,
    End,
}
