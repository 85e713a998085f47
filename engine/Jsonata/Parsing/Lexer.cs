using System.Buffers;
using System.Globalization;
using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Parsing;

/// <summary>
/// Cuts an expression into tokens, one at a time: whether <c>/</c> divides or opens a regular expression only the parser knows.
/// </summary>
internal sealed class Lexer(string text)
{
    private const string Whitespace = " \t\n\r\v";
    private const string Operators = ".[]{}(),@#;:?+-*/%|=<>^&!~";

    private static readonly string[] DoubleOperators = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"];
    private static readonly SearchValues<char> EndOfName = SearchValues.Create(Whitespace + Operators);

    private int _position;

    public string Text { get; } = text;

    /// <summary>The next token.</summary>
    /// <param name="afterOperand">Whether an operand ended just before, so that <c>/</c> is a division.</param>
    public Token Next(bool afterOperand)
    {
        SkipBlanks();
        if (_position >= Text.Length)
        {
            return new Token(TokenKind.End, Value.From("(end)"), Text.Length);
        }

        var c = Text[_position];
        if (c == '/' && !afterOperand)
        {
            _position++;
            var pattern = ScanRegex();
            return new Token(TokenKind.Regex, Value.From(pattern.Source), _position, pattern);
        }

        foreach (var two in DoubleOperators)
        {
            if (string.CompareOrdinal(Text, _position, two, 0, 2) == 0)
            {
                _position += 2;
                return Create(TokenKind.Operator, two);
            }
        }

        if (Operators.Contains(c, StringComparison.Ordinal))
        {
            _position++;
            return Create(TokenKind.Operator, c.ToString());
        }

        return c switch
        {
            '"' or '\'' => Create(TokenKind.String, ScanString(c)),
            >= '0' and <= '9' => ScanNumber(),
            '`' => Create(TokenKind.Name, ScanQuotedName()),
            _ => ScanName(),
        };
    }

    private Token Create(TokenKind kind, string value) => new(kind, Value.From(value), _position);

    private void SkipBlanks()
    {
        while (_position < Text.Length)
        {
            if (Whitespace.Contains(Text[_position], StringComparison.Ordinal))
            {
                _position++;
            }
            else if (string.CompareOrdinal(Text, _position, "/*", 0, 2) == 0)
            {
                var end = Text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                _position = end >= 0 ? end + 2 : throw JsonataError.Syntax("S0106", _position);
            }
            else
            {
                return;
            }
        }
    }

    private string ScanString(char quote)
    {
        _position++;
        var special = Text.AsSpan(_position).IndexOfAny(quote, '\\');
        if (special >= 0 && Text[_position + special] == quote)
        {
            _position += special + 1;
            return Text.Substring(_position - special - 1, special);
        }

        var result = new StringBuilder();
        for (; _position < Text.Length; _position++)
        {
            var c = Text[_position];
            if (c == quote)
            {
                _position++;
                return result.ToString();
            }

            result.Append(c == '\\' ? ScanEscape() : c);
        }

        throw JsonataError.Syntax("S0101", _position);
    }

    private char ScanEscape()
    {
        _position++;
        var c = _position < Text.Length ? Text[_position] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                var digits = Text.AsSpan(_position + 1, Math.Min(4, Text.Length - _position - 1));
                if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                {
                    throw JsonataError.Syntax("S0104", _position);
                }

                _position += 4;
                return (char)unit;
            default:
                var token = _position < Text.Length ? c.ToString() : string.Empty;
                throw JsonataError.Syntax("S0103", _position, Value.From(token));
        }
    }

    private Token ScanNumber()
    {
        var start = _position;
        var at = start + 1;
        if (Text[start] != '0')
        {
            at = SkipDigits(at);
        }

        if (IsDigit(at + 1) && Text[at] == '.')
        {
            at = SkipDigits(at + 1);
        }

        if (at < Text.Length && Text[at] is 'e' or 'E')
        {
            var digits = at + 1 < Text.Length && Text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (IsDigit(digits))
            {
                at = SkipDigits(digits);
            }
        }

        var token = Text.AsSpan(start, at - start);
        var number = double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            throw JsonataError.Syntax("S0102", start, Value.From(token.ToString()));
        }

        _position = at;
        return new Token(TokenKind.Number, Value.From(number), _position);
    }

    private bool IsDigit(int at) => at < Text.Length && char.IsAsciiDigit(Text[at]);

    private int SkipDigits(int at)
    {
        while (IsDigit(at))
        {
            at++;
        }

        return at;
    }

    private string ScanQuotedName()
    {
        var start = _position + 1;
        var end = Text.IndexOf('`', start);
        if (end < 0)
        {
            throw JsonataError.Syntax("S0105", Text.Length);
        }

        _position = end + 1;
        return Text[start..end];
    }

    private Token ScanName()
    {
        var start = _position;
        var length = Text.AsSpan(start).IndexOfAny(EndOfName);
        _position = length < 0 ? Text.Length : start + length;
        if (Text[start] == '$')
        {
            return Create(TokenKind.Variable, Text[(start + 1).._position]);
        }

        var name = Text[start.._position];
        return name switch
        {
            "or" or "in" or "and" => Create(TokenKind.Operator, name),
            "true" => new Token(TokenKind.Literal, Value.True, _position),
            "false" => new Token(TokenKind.Literal, Value.False, _position),
            "null" => new Token(TokenKind.Literal, Value.Null, _position),
            _ => Create(TokenKind.Name, name),
        };
    }

    /// <summary>Finds the closing slash: not escaped and not within brackets.</summary>
    private RegexPattern ScanRegex()
    {
        var start = _position;
        var depth = 0;
        while (_position < Text.Length)
        {
            var c = Text[_position];
            if (c == '/' && depth == 0 && !IsEscaped(_position))
            {
                var pattern = Text[start.._position];
                if (pattern.Length == 0)
                {
                    throw JsonataError.Syntax("S0301", _position);
                }

                var flags = ++_position;
                while (_position < Text.Length && Text[_position] is 'i' or 'm')
                {
                    _position++;
                }

                return RegexPattern.Create(pattern, Text.AsSpan(flags, _position - flags), _position);
            }

            if (Text[_position - 1] != '\\')
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            }

            _position++;
        }

        throw JsonataError.Syntax("S0302", _position);
    }

    private bool IsEscaped(int at)
    {
        var backslashes = 0;
        while (Text[at - backslashes - 1] == '\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }
}
