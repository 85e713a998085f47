namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>Cuts an expression into tokens.</summary>
internal static class Lexer
{
    /// <exception cref="ServiceException">A character belongs to no token.</exception>
    public static List<Token> Read(string text, string parameter)
    {
        var tokens = new List<Token>();
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                at++;
                continue;
            }
            int start = at++;
            TokenKind kind;
            if (c is '#' or ':')
            {
                kind = c == '#' ? TokenKind.NamePlaceholder : TokenKind.ValuePlaceholder;
                at = EndOfName(text, at);
                if (at == start + 1)
                {
                    throw SyntaxError(parameter, text, start);
                }
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                kind = TokenKind.Name;
                at = EndOfName(text, at);
            }
            else if (char.IsAsciiDigit(c))
            {
                kind = TokenKind.Number;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }
            }
            else if (c is '<' or '>')
            {
                kind = TokenKind.Symbol;
                at += at < text.Length && (text[at] == '=' || (c == '<' && text[at] == '>')) ? 1 : 0;
            }
            else if (c is '(' or ')' or '[' or ']' or '.' or ',' or '+' or '-' or '=')
            {
                kind = TokenKind.Symbol;
            }
            else
            {
                throw SyntaxError(parameter, text, start);
            }
            tokens.Add(new Token(kind, text[start..at], start));
        }
        tokens.Add(new Token(TokenKind.End, "<EOF>", text.Length));
        return tokens;
    }

    /// <summary>DynamoDB's sentence: the token and its neighbourhood.</summary>
    public static ServiceException SyntaxError(string parameter, string text, int at)
    {
        string token = at >= text.Length ? "<EOF>" : text[at..EndOfName(text, at + 1)];
        string near = text[Math.Max(0, at - 10)..Math.Min(text.Length, at + 10)];
        return Errors.Validation($"Invalid {parameter}: Syntax error; token: \"{token}\", near: \"{near}\"");
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        return at;
    }
}
