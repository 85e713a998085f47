using System.Globalization;
using System.Text;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <summary>Reads a call of an intrinsic function.</summary>
internal sealed class IntrinsicParser
{
    private const int MaxNesting = 10;

    /// <summary>What may stand after a backslash in a string.</summary>
    private const string Escapable = "'{}\\";

    private readonly string _text;
    private int _at;

    private IntrinsicParser(string text) => _text = text;

    /// <returns>The call; null if the text is not a valid one.</returns>
    public static IntrinsicCall? Parse(string text)
    {
        var parser = new IntrinsicParser(text);
        var call = parser.ParseCall(1);
        parser.SkipBlanks();
        return parser._at == text.Length ? call : null;
    }

    private IntrinsicCall? ParseCall(int nesting)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '.'))
        {
            _at++;
        }

        if (nesting > MaxNesting || IntrinsicFunction.Find(_text[start.._at]) is not { } function || !Take('('))
        {
            return null;
        }

        var arguments = new List<IntrinsicArgument>();
        SkipBlanks();
        while (!Take(')'))
        {
            if ((arguments.Count > 0 && !Take(',')) || ParseArgument(function, nesting) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
            SkipBlanks();
        }

        return arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments
            ? null
            : new IntrinsicCall(_text[start.._at], function, [.. arguments]);
    }

    private IntrinsicArgument? ParseArgument(IntrinsicFunction function, int nesting)
    {
        SkipBlanks();
        if (_at == _text.Length)
        {
            return null;
        }

        switch (_text[_at])
        {
            case '\'':
                // Format itself looks at the escaped braces of its template.
                return ReadString(keepEscapes: function.Name == "States.Format") is { } text
                    ? new IntrinsicArgument.Literal(Value.From(text))
                    : null;
            case '$':
                return PathParser.Parse(ReadPath()) is { } path ? new IntrinsicArgument.Path(path) : null;
            case 'S':
                return ParseCall(nesting + 1) is { } call ? new IntrinsicArgument.Nested(call) : null;
            default:
                var literal = ReadLiteral();
                return literal.IsUndefined ? null : new IntrinsicArgument.Literal(literal);
        }
    }

    private string? ReadString(bool keepEscapes)
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '\''; _at++)
        {
            if (_text[_at] != '\\')
            {
                text.Append(_text[_at]);
                continue;
            }

            _at++;
            if (_at == _text.Length || !Escapable.Contains(_text[_at], StringComparison.Ordinal))
            {
                return null;
            }

            text.Append(keepEscapes ? "\\" : "").Append(_text[_at]);
        }

        return Take('\'') ? text.ToString() : null;
    }

    /// <summary>Up to the comma or parenthesis that is not within brackets, quotes or parentheses of the path's own.</summary>
    private string ReadPath()
    {
        var start = _at;
        var depth = 0;
        var quote = '\0';
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (depth == 0 && c is ',' or ')' or ' ' && depth == 0)
            {
                break;
            }
            else if (c is '\'' or '"' && depth > 0)
            {
                quote = c;
            }
            else
            {
                depth += c is '[' or '(' ? 1 : c is ']' or ')' ? -1 : 0;
            }
        }

        return _text[start.._at];
    }

    private Value ReadLiteral()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or ')' or ' '))
        {
            _at++;
        }

        return _text[start.._at] switch
        {
            "true" => Value.True,
            "false" => Value.False,
            "null" => Value.Null,
            var word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? Value.From(number)
                : default,
        };
    }

    private bool Take(char expected)
    {
        if (_at == _text.Length || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
