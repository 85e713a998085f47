using System.Globalization;
using System.Text.Json;
using AWS.Lambda.Powertools.Idempotency.Exceptions;

namespace AWS.Lambda.Powertools.Idempotency.Internal.Jmes;

/// <summary>
/// pipe := sub ('|' sub)*; sub := primary ('.' (name | list | hash | function) | '[' integer ']' | list)*.
/// </summary>
internal ref struct JmesParser(string text)
{
    private const int MaxDepth = 64;

    private readonly string _text = text;
    private int _at;
    private int _depth;

    public JmesNode Parse()
    {
        var node = Pipe();
        SkipSpace();
        return _at == _text.Length ? node : throw Unexpected();
    }

    private JmesNode Pipe()
    {
        if (++_depth > MaxDepth)
            throw Failure("is nested too deeply");

        var node = Sub();
        while (Take('|'))
        {
            if (Peek() == '|')
                throw Unexpected();
            node = new JmesNode.Then(node, Sub(), IsPipe: true);
        }

        _depth--;
        return node;
    }

    private JmesNode Sub()
    {
        var node = Primary();
        while (true)
        {
            if (Take('.'))
                node = new JmesNode.Then(node, Step(), IsPipe: false);
            else if (Take('['))
                node = new JmesNode.Then(node, Index(), IsPipe: false);
            else
                return node;
        }
    }

    private JmesNode Primary()
    {
        switch (Peek())
        {
            case '@':
                _at++;
                return new JmesNode.Current();
            case '(':
                _at++;
                var inner = Pipe();
                Expect(')');
                return inner;
            case '[':
                _at++;
                return IsIndex() ? Index() : List();
            case '`':
                return new JmesNode.Literal(JsonLiteral());
            case '\'':
                return new JmesNode.Literal(RawString());
            default:
                return Step();
        }
    }

    private JmesNode Step()
    {
        if (Take('['))
            return List();
        if (Take('{'))
            return Hash();

        var isQuoted = Peek() == '"';
        var name = Name();
        return !isQuoted && Peek() == '(' ? Function(name) : new JmesNode.Name(name);
    }

    private JmesNode Function(string name)
    {
        Expect('(');
        var argument = Pipe();
        Expect(')');
        return name switch
        {
            "powertools_json" => new JmesNode.FromJson(argument),
            "powertools_base64" => new JmesNode.FromBase64(argument),
            _ => throw Failure($"calls {name}, which is not supported: powertools_json and powertools_base64 are"),
        };
    }

    private JmesNode.Index Index()
    {
        SkipSpace();
        var start = _at;
        if (_at < _text.Length && _text[_at] == '-')
            _at++;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        if (!int.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position))
            throw Unexpected();
        Expect(']');
        return new JmesNode.Index(position);
    }

    private JmesNode.List List()
    {
        var items = new List<JmesNode>();
        do
            items.Add(Pipe());
        while (Take(','));
        Expect(']');
        return new JmesNode.List(items);
    }

    private JmesNode.Hash Hash()
    {
        var members = new List<(string, JmesNode)>();
        do
        {
            var key = Name();
            Expect(':');
            members.Add((key, Pipe()));
        }
        while (Take(','));
        Expect('}');
        return new JmesNode.Hash(members);
    }

    private string Name()
    {
        SkipSpace();
        var start = _at;
        if (Peek() == '"')
        {
            SkipQuoted('"');
            return Json(_text[start.._at]).GetString()!;
        }

        while (_at < _text.Length && (char.IsAsciiLetter(_text[_at]) || _text[_at] == '_' || (_at > start && char.IsAsciiDigit(_text[_at]))))
            _at++;
        return _at > start ? _text[start.._at] : throw Unexpected();
    }

    private JsonElement JsonLiteral()
    {
        var start = _at + 1;
        SkipQuoted('`');
        return Json(_text[start..(_at - 1)].Replace("\\`", "`", StringComparison.Ordinal));
    }

    private JsonElement RawString()
    {
        var start = _at + 1;
        SkipQuoted('\'');
        var raw = _text[start..(_at - 1)].Replace("\\'", "'", StringComparison.Ordinal);
        return Json($"\"{JsonEncodedText.Encode(raw)}\"");
    }

    private readonly JsonElement Json(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            throw Failure($"holds {json}, which is not JSON");
        }
    }

    private void SkipQuoted(char quote)
    {
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\')
            {
                _at++;
            }
            else if (_text[_at] == quote)
            {
                _at++;
                return;
            }
        }

        _at = _text.Length;
        throw Failure($"has no closing {quote}");
    }

    private bool IsIndex() => Peek() is '-' or (>= '0' and <= '9');

    private char Peek()
    {
        SkipSpace();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(char c)
    {
        if (Peek() != c)
            return false;
        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c))
            throw Unexpected();
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private readonly IdempotencyConfigurationException Unexpected() => Failure(
        _at < _text.Length ? $"has an unexpected or unsupported '{_text[_at]}' at {_at}" : "ends too early");

    private readonly IdempotencyConfigurationException Failure(string what) => new($"The JMESPath expression \"{_text}\" {what}.");
}
