using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Parsing;

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The operator, the text without quotes, the number, the literal, the name without <c>$</c>.</param>
/// <param name="Position">Where it ends.</param>
/// <param name="Regex">The pattern, of a regular expression.</param>
internal readonly record struct Token(TokenKind Kind, Value Value, int Position, RegexPattern? Regex = null)
{
    public string Text => Value.Ref as string ?? string.Empty;

    public bool Is(string operatorText) => Kind == TokenKind.Operator && string.Equals(Text, operatorText, StringComparison.Ordinal);
}
