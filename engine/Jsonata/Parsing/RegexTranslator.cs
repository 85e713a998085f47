using System.Globalization;
using System.Text;

namespace AiProxy.Jsonata.Parsing;

/// <summary>
/// Rewrites a JavaScript regular expression (without the u and v flags) for .NET: ASCII <c>\d \w \b</c>, JavaScript's line ends for
/// <c>. ^ $</c>, groups numbered in the order in which they open, backreferences to unset groups that match nothing.
/// </summary>
internal sealed class RegexTranslator(string source, bool multiline)
{
    private const string Digits = "0-9";
    private const string NotDigits = @"\0-/:-\uffff";
    private const string Word = "a-zA-Z0-9_";
    private const string NotWord = @"\0-/:-@\[-\^`{-\uffff";
    private const string Space = @"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string NotSpace =
        @"\0-\x08\x0e-\x1f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff";

    private const string LineEnds = @"\n\r\u2028\u2029";

    private readonly StringBuilder _result = new();
    private readonly List<string> _groupNames = [];
    private int _at;

    public string Translate()
    {
        FindGroups();
        while (_at < source.Length)
        {
            var c = source[_at++];
            switch (c)
            {
                case '\\':
                    TranslateEscape();
                    break;
                case '[':
                    TranslateClass();
                    break;
                case '(':
                    TranslateGroup();
                    break;
                case '.':
                    _result.Append("[^").Append(LineEnds).Append(']');
                    break;
                case '^':
                    _result.Append(multiline ? $@"(?<=\A|[{LineEnds}])" : @"\A");
                    break;
                case '$':
                    _result.Append(multiline ? $@"(?=\z|[{LineEnds}])" : @"\z");
                    break;
                default:
                    _result.Append(c);
                    break;
            }
        }

        return _result.ToString();
    }

    /// <summary>Names of the capturing groups by number, empty for unnamed ones; escapes need to know how many there will be.</summary>
    private void FindGroups()
    {
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass && !HasAt(i + 1, "?"):
                    _groupNames.Add(string.Empty);
                    break;
                case '(' when !inClass && HasAt(i + 1, "?<") && !HasAt(i + 3, "=") && !HasAt(i + 3, "!"):
                    var end = source.IndexOf('>', i);
                    _groupNames.Add(end < 0 ? throw new ArgumentException("Invalid capture group name") : source[(i + 3)..end]);
                    break;
            }
        }
    }

    private bool HasAt(int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private void TranslateGroup()
    {
        if (!HasAt(_at, "?"))
        {
            _result.Append('(');
            return;
        }

        foreach (var kind in (ReadOnlySpan<string>)["?:", "?=", "?!", "?<=", "?<!"])
        {
            if (HasAt(_at, kind))
            {
                _result.Append('(').Append(kind);
                _at += kind.Length;
                return;
            }
        }

        if (!HasAt(_at, "?<"))
        {
            throw new ArgumentException("Invalid group");
        }

        // Named groups become numbered ones, since .NET would number them after all others.
        _result.Append('(');
        _at = source.IndexOf('>', _at) + 1;
    }

    private void TranslateEscape()
    {
        if (_at == source.Length)
        {
            throw new ArgumentException("\\ at end of pattern");
        }

        var c = source[_at++];
        switch (c)
        {
            case 'd':
                _result.Append('[').Append(Digits).Append(']');
                break;
            case 'D':
                _result.Append('[').Append(NotDigits).Append(']');
                break;
            case 'w':
                _result.Append('[').Append(Word).Append(']');
                break;
            case 'W':
                _result.Append('[').Append(NotWord).Append(']');
                break;
            case 's':
                _result.Append('[').Append(Space).Append(']');
                break;
            case 'S':
                _result.Append('[').Append(NotSpace).Append(']');
                break;
            case 'b':
                _result.Append($"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))");
                break;
            case 'B':
                _result.Append($"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))");
                break;
            case >= '1' and <= '9':
                TranslateBackreference(c);
                break;
            case 'k' when HasAt(_at, "<") && _groupNames.Exists(n => n.Length > 0):
                var end = source.IndexOf('>', _at);
                var number = end < 0 ? -1 : _groupNames.IndexOf(source[(_at + 1)..end]);
                _at = end + 1;
                AppendReference(number < 0 ? throw new ArgumentException("Invalid named reference") : number + 1);
                break;
            default:
                TranslateCharacterEscape(c);
                break;
        }
    }

    private void TranslateBackreference(char first)
    {
        var end = _at;
        while (end < source.Length && char.IsAsciiDigit(source[end]))
        {
            end++;
        }

        if (int.TryParse(source.AsSpan(_at - 1, end - _at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= _groupNames.Count)
        {
            _at = end;
            AppendReference(number);
        }
        else if (first < '8')
        {
            AppendOctal(first);
        }
        else
        {
            _result.Append(first);
        }
    }

    private void AppendReference(int number) => _result.Append(CultureInfo.InvariantCulture, $@"(?({number})\{number}|)");

    private void AppendOctal(char first)
    {
        var code = first - '0';
        for (var digits = 1; digits < 3 && _at < source.Length && source[_at] is >= '0' and <= '7'; digits++)
        {
            var longer = (code * 8) + source[_at] - '0';
            if (longer > 255)
            {
                break;
            }

            code = longer;
            _at++;
        }

        AppendCharacter((char)code);
    }

    /// <summary>Escapes that mean one character, alike inside and outside of classes.</summary>
    private void TranslateCharacterEscape(char c)
    {
        switch (c)
        {
            case 'f' or 'n' or 'r' or 't' or 'v':
                _result.Append('\\').Append(c);
                break;
            case >= '0' and <= '7':
                AppendOctal(c);
                break;
            case 'c' when _at < source.Length && char.IsAsciiLetter(source[_at]):
                AppendCharacter((char)(source[_at++] % 32));
                break;
            case 'x' when TryReadHex(2, out var code):
                AppendCharacter(code);
                break;
            case 'u' when TryReadHex(4, out var code):
                AppendCharacter(code);
                break;
            default:
                AppendCharacter(c);
                break;
        }
    }

    private bool TryReadHex(int length, out char code)
    {
        code = default;
        if (_at + length > source.Length
            || !ushort.TryParse(source.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        _at += length;
        code = (char)number;
        return true;
    }

    private void AppendCharacter(char c)
    {
        if (char.IsAsciiLetterOrDigit(c))
        {
            _result.Append(c);
        }
        else
        {
            _result.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}");
        }
    }

    private void TranslateClass()
    {
        var negated = HasAt(_at, "^");
        _at += negated ? 1 : 0;
        if (HasAt(_at, "]"))
        {
            _at++;
            _result.Append(negated ? @"[\0-\uffff]" : "(?!)");
            return;
        }

        _result.Append(negated ? "[^" : "[");
        while (true)
        {
            if (_at == source.Length)
            {
                throw new ArgumentException("Unterminated character class");
            }

            var c = source[_at++];
            switch (c)
            {
                case ']':
                    _result.Append(']');
                    return;
                case '[':
                    // .NET would take "-[" as a subtraction.
                    _result.Append(@"\[");
                    break;
                case '\\' when _at < source.Length:
                    TranslateClassEscape(source[_at++]);
                    break;
                case '-' when HasAt(_at, "\\") && IsSetAt(_at + 1):
                    _result.Append(@"\-");
                    break;
                default:
                    _result.Append(c);
                    break;
            }
        }
    }

    private bool IsSetAt(int at) => at < source.Length && "dDwWsS".Contains(source[at], StringComparison.Ordinal);

    private void TranslateClassEscape(char c)
    {
        var set = c switch
        {
            'd' => Digits,
            'D' => NotDigits,
            'w' => Word,
            'W' => NotWord,
            's' => Space,
            'S' => NotSpace,
            'b' => @"\b",
            _ => null,
        };
        if (set is null)
        {
            TranslateCharacterEscape(c);
        }
        else
        {
            _result.Append(set);
            if (c != 'b' && HasAt(_at, "-"))
            {
                // A hyphen beside a set is itself, not a range.
                _at++;
                _result.Append(@"\-");
            }
        }
    }
}
