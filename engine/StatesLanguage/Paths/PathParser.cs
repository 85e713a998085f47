using System.Globalization;
using System.Text;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Paths;

/// <summary>Reads a path. What Step Functions does not offer (functions, regular expressions) is no path.</summary>
internal sealed class PathParser
{
    private const string NameEnd = ".[ ";

    // Reading and walking recurse: more than any person writes, and far from the end of the stack.
    private const int MaxSteps = 1_000;
    private const int MaxFilterParts = 256;

    private readonly string _text;
    private int _at;
    private int _steps;
    private int _filterParts;

    private PathParser(string text) => _text = text;

    private bool AtEnd => _at >= _text.Length;

    /// <returns>The path; null if the text is not one.</returns>
    public static JsonPath? Parse(string text)
    {
        // Blanks around a path are none of it, as published definitions have it.
        var parser = new PathParser(text.Trim(' '));
        return parser.ParseRoot(text) is { } path && parser.AtEnd ? path : null;
    }

    private JsonPath? ParseRoot(string written)
    {
        if (!Take('$'))
        {
            return null;
        }

        var root = PathRoot.Data;
        string? variable = null;
        if (Take('$'))
        {
            root = PathRoot.Context;
        }
        else if (!AtEnd && IsNameStart(_text[_at]))
        {
            root = PathRoot.Variable;
            variable = ReadIdentifier();
        }

        return ParseSteps() is { } steps ? new JsonPath(written, root, variable, steps) : null;
    }

    /// <summary>Reads steps up to what cannot continue a path.</summary>
    private PathStep[]? ParseSteps()
    {
        var steps = new List<PathStep>();
        while (!AtEnd && _text[_at] is '.' or '[')
        {
            if (steps is [.., PathStep.Properties] || ++_steps > MaxSteps || !ParseStep(steps))
            {
                return null;
            }
        }

        return [.. steps];
    }

    private bool ParseStep(List<PathStep> steps)
    {
        if (Take('.'))
        {
            if (Take('.'))
            {
                steps.Add(new PathStep.Scan());
            }

            if (AtEnd)
            {
                return false;
            }

            if (_text[_at] != '[')
            {
                return ParseName(steps);
            }
        }

        return Take('[') && ParseBracket(steps);
    }

    private bool ParseName(List<PathStep> steps)
    {
        if (Take('*'))
        {
            steps.Add(new PathStep.Wildcard());
            return true;
        }

        var start = _at;
        while (!AtEnd && !NameEnd.Contains(_text[_at], StringComparison.Ordinal) && !IsFilterEnd(_text[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            return false;
        }

        if (_text[_at - 1] == '(')
        {
            // A function, length(), is none to Step Functions but a property of that name.
            Take(')');
        }

        steps.Add(new PathStep.Property(_text[start.._at]));
        return true;
    }

    private bool ParseBracket(List<PathStep> steps)
    {
        SkipBlanks();
        if (AtEnd)
        {
            return false;
        }

        PathStep? step = _text[_at] switch
        {
            '*' => ParseWildcard(),
            '?' => ParseFilter(),
            '\'' or '"' => ParseNames(),
            _ => ParseNumbers(),
        };
        SkipBlanks();
        if (step is null || !Take(']'))
        {
            return false;
        }

        steps.Add(step);
        return true;
    }

    private PathStep.Wildcard ParseWildcard()
    {
        _at++;
        return new PathStep.Wildcard();
    }

    private PathStep? ParseNames()
    {
        var names = new List<string>();
        do
        {
            SkipBlanks();
            if (ReadQuoted() is not { } name)
            {
                return null;
            }

            names.Add(name);
            SkipBlanks();
        }
        while (Take(','));
        return names.Count == 1 ? new PathStep.Property(names[0]) : new PathStep.Properties([.. names]);
    }

    private PathStep? ParseNumbers()
    {
        var first = ReadInteger();
        SkipBlanks();
        if (Take(':'))
        {
            SkipBlanks();
            var to = ReadInteger();
            return first is null && to is null ? null : new PathStep.Slice(first, to);
        }

        if (first is null)
        {
            return null;
        }

        var positions = new List<int> { first.Value };
        while (Take(','))
        {
            SkipBlanks();
            if (ReadInteger() is not { } next)
            {
                return null;
            }

            positions.Add(next);
            SkipBlanks();
        }

        return positions.Count == 1 ? new PathStep.Index(positions[0]) : new PathStep.Indexes([.. positions]);
    }

    private PathStep.Filter? ParseFilter()
    {
        _at++;
        SkipBlanks();
        if (!Take('('))
        {
            return null;
        }

        var predicate = ParseOr();
        SkipBlanks();
        return predicate is not null && Take(')') ? new PathStep.Filter(predicate) : null;
    }

    private FilterNode? ParseOr()
    {
        var left = ParseAnd();
        while (left is not null && TakeOperator("||"))
        {
            left = ParseAnd() is { } right ? new FilterNode.Or(left, right) : null;
        }

        return left;
    }

    private FilterNode? ParseAnd()
    {
        var left = ParseNot();
        while (left is not null && TakeOperator("&&"))
        {
            left = ParseNot() is { } right ? new FilterNode.And(left, right) : null;
        }

        return left;
    }

    private FilterNode? ParseNot()
    {
        if (++_filterParts > MaxFilterParts)
        {
            return null;
        }

        SkipBlanks();
        if (!AtEnd && _text[_at] == '!' && !_text.AsSpan(_at).StartsWith("!="))
        {
            _at++;
            return ParseNot() is { } operand ? new FilterNode.Not(operand) : null;
        }

        if (!Take('('))
        {
            return ParseComparison();
        }

        var inner = ParseOr();
        SkipBlanks();
        return Take(')') ? inner : null;
    }

    private FilterNode? ParseComparison()
    {
        if (ParseOperand() is not { } left)
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "<", ">"])
        {
            if (TakeOperator(name))
            {
                // Two literals compare to the same for every item: that is a slip.
                return ParseOperand() is { } right && (left.Path ?? right.Path) is not null
                    ? new FilterNode.Comparison(left, name, right)
                    : null;
            }
        }

        return left.Path is null ? null : new FilterNode.Exists(left);
    }

    private FilterOperand? ParseOperand()
    {
        SkipBlanks();
        if (AtEnd)
        {
            return null;
        }

        var start = _at;
        if (_text[_at] is '@' or '$')
        {
            var fromItem = _text[_at++] == '@';
            return ParseSteps() is { } steps
                ? new FilterOperand(default, new JsonPath(_text[start.._at], PathRoot.Data, null, steps), fromItem)
                : null;
        }

        if (_text[_at] is '\'' or '"')
        {
            return ReadQuoted() is { } text ? new FilterOperand(Value.From(text), null, false) : null;
        }

        while (!AtEnd && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '+' or '_'))
        {
            _at++;
        }

        var word = _text[start.._at];
        Value literal = word switch
        {
            "true" => Value.True,
            "false" => Value.False,
            "null" => Value.Null,
            "" => default,
            // A word without quotes is a text, as published definitions have it: [?(@.Name == Receipt)].
            _ => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Value.From(number) : Value.From(word),
        };
        return literal.IsUndefined ? null : new FilterOperand(literal, null, false);
    }

    private string? ReadQuoted()
    {
        if (AtEnd || _text[_at] is not ('\'' or '"'))
        {
            return null;
        }

        var quote = _text[_at++];
        var text = new StringBuilder();
        while (!AtEnd && _text[_at] != quote)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at++]);
        }

        return Take(quote) ? text.ToString() : null;
    }

    private int? ReadInteger()
    {
        var start = _at;
        Take('-');
        while (!AtEnd && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return int.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private string ReadIdentifier()
    {
        var start = _at;
        while (!AtEnd && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_' || char.GetUnicodeCategory(_text[_at])
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    /// <summary>What ends a name inside a filter; outside, these characters have no place in a bare name either.</summary>
    private static bool IsFilterEnd(char c) =>
        c is ')' or '=' or '<' or '>' or '!' or '&' or '|' or ']' or ',' or '\'' or '"' or '?' or '@';

    private bool Take(char expected)
    {
        if (AtEnd || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TakeOperator(string name)
    {
        SkipBlanks();
        if (!_text.AsSpan(_at).StartsWith(name))
        {
            return false;
        }

        _at += name.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (!AtEnd && _text[_at] == ' ')
        {
            _at++;
        }
    }
}
