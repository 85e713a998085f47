using System.Runtime.CompilerServices;
using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Parsing;

/// <summary>
/// A top-down operator-precedence (Pratt) parser. Each token is asked for an operand that starts with it (<see cref="ParsePrefix"/>)
/// or, by its binding power, for an operation that continues the operand on its left (<see cref="ParseInfix"/>).
/// </summary>
internal sealed class Parser
{
    // Deeper nesting than any person writes, and far from the end of the stack.
    private const int MaxNesting = 1000;

    private readonly Lexer _lexer;
    private Token _token;
    private int _nesting;

    private Parser(string text)
    {
        _lexer = new Lexer(text);
        Advance();
    }

    /// <summary>Parses a whole expression and post-processes it.</summary>
    /// <exception cref="JsonataException">The text is not an expression.</exception>
    public static SyntaxNode Parse(string text)
    {
        var parser = new Parser(text);
        var node = parser.ParseExpression(0);
        if (parser._token.Kind != TokenKind.End)
        {
            throw JsonataError.Syntax("S0201", parser._token.Position, parser._token.Value);
        }

        return SyntaxProcessor.Process(node);
    }

    private static int BindingPower(Token token) => token.Kind != TokenKind.Operator ? 0 : token.Text switch
    {
        "[" or "(" or "@" or "#" => 80,
        "." => 75,
        "{" => 70,
        "*" or "/" or "%" => 60,
        "+" or "-" or "&" => 50,
        "=" or "<" or ">" or "^" or "!=" or "<=" or ">=" or "~>" or "?:" or "??" or "in" => 40,
        "and" => 30,
        "or" => 25,
        "?" => 20,
        ":=" => 10,
        _ => 0,
    };

    private SyntaxNode ParseExpression(int rightBindingPower)
    {
        if (++_nesting > MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw JsonataError.Syntax("D1011", _token.Position);
        }

        var token = _token;
        Advance(afterOperand: true);
        var left = ParsePrefix(token);
        while (rightBindingPower < BindingPower(_token))
        {
            token = _token;
            Advance();
            left = ParseInfix(token, left);
        }

        _nesting--;
        return left;
    }

    private void Advance(bool afterOperand = false)
    {
        _token = _lexer.Next(afterOperand);
        if (_token.Is("!") || _token.Is("~"))
        {
            throw JsonataError.Syntax("S0204", _token.Position, _token.Value);
        }
    }

    private void Expect(string op, bool afterOperand = false)
    {
        if (!_token.Is(op))
        {
            throw JsonataError.Syntax(
                _token.Kind == TokenKind.End ? "S0203" : "S0202", _token.Position, _token.Value, Value.From(op));
        }

        Advance(afterOperand);
    }

    private bool TryTake(string op)
    {
        if (!_token.Is(op))
        {
            return false;
        }

        Advance();
        return true;
    }

    private SyntaxNode ParsePrefix(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.End:
                return Create(SyntaxKind.End, token);
            case TokenKind.String:
                return Create(SyntaxKind.String, token);
            case TokenKind.Number:
                return Create(SyntaxKind.Number, token);
            case TokenKind.Literal:
                return Create(SyntaxKind.Literal, token);
            case TokenKind.Name:
                return Create(SyntaxKind.Name, token);
            case TokenKind.Variable:
                return Create(SyntaxKind.Variable, token);
            case TokenKind.Regex:
                return new SyntaxNode(SyntaxKind.Regex, token.Position) { Value = token.Value, Regex = token.Regex };
        }

        switch (token.Text)
        {
            case "and" or "or" or "in":
                return Create(SyntaxKind.Operator, token);
            case "-":
                var negation = Create(SyntaxKind.Negate, token);
                negation.Left = ParseExpression(70);
                return negation;
            case "*":
                return Create(SyntaxKind.Wildcard, token);
            case "**":
                return Create(SyntaxKind.Descendant, token);
            case "%":
                return Create(SyntaxKind.Parent, token);
            case "(":
                return ParseBlock(token);
            case "[":
                return ParseArray(token);
            case "{":
                return ParsePairs(Create(SyntaxKind.Object, token));
            case "|":
                return ParseTransform(token);
            default:
                throw JsonataError.Syntax("S0211", token.Position, token.Value);
        }
    }

    private static SyntaxNode Create(SyntaxKind kind, Token token) => new(kind, token.Position) { Value = token.Value };

    private SyntaxNode ParseBlock(Token token)
    {
        var block = Create(SyntaxKind.Block, token);
        while (!_token.Is(")"))
        {
            block.Items.Add(ParseExpression(0));
            if (!TryTake(";"))
            {
                break;
            }
        }

        Expect(")", afterOperand: true);
        return block;
    }

    private SyntaxNode ParseArray(Token token)
    {
        var array = Create(SyntaxKind.Array, token);
        if (!_token.Is("]"))
        {
            do
            {
                var item = ParseExpression(0);
                if (_token.Is(".."))
                {
                    var range = Create(SyntaxKind.Binary, _token);
                    Advance();
                    range.Left = item;
                    range.Right = ParseExpression(0);
                    item = range;
                }

                array.Items.Add(item);
            }
            while (TryTake(","));
        }

        Expect("]", afterOperand: true);
        return array;
    }

    private SyntaxNode ParsePairs(SyntaxNode node)
    {
        if (!_token.Is("}"))
        {
            do
            {
                var key = ParseExpression(0);
                Expect(":");
                node.Pairs.Add((key, ParseExpression(0)));
            }
            while (TryTake(","));
        }

        Expect("}", afterOperand: true);
        return node;
    }

    private SyntaxNode ParseTransform(Token token)
    {
        var transform = Create(SyntaxKind.Transform, token);
        transform.Left = ParseExpression(0);
        Expect("|");
        transform.Right = ParseExpression(0);
        if (TryTake(","))
        {
            transform.Else = ParseExpression(0);
        }

        Expect("|");
        return transform;
    }

    private SyntaxNode ParseInfix(Token token, SyntaxNode left)
    {
        switch (token.Text)
        {
            case "(":
                return ParseCall(token, left);
            case "[":
                return ParseFilter(token, left);
            case "{":
                return ParsePairs(Binary(token, left));
            case "^":
                return ParseSort(token, left);
            case "?":
                var condition = new SyntaxNode(SyntaxKind.Condition, token.Position) { Left = left, Right = ParseExpression(0) };
                condition.Else = TryTake(":") ? ParseExpression(0) : null;
                return condition;
            case "?:":
                return new SyntaxNode(SyntaxKind.Condition, token.Position)
                {
                    Left = left.Clone(),
                    Right = left,
                    Else = ParseExpression(0),
                };
            case "??":
                return ParseCoalesce(token, left);
            case ":=":
                if (left.Kind != SyntaxKind.Variable)
                {
                    throw JsonataError.Syntax("S0212", left.Position, left.Value);
                }

                // One less than its own binding power makes it right-associative.
                return Binary(token, left, ParseExpression(9));
            case "@" or "#":
                var variable = ParseExpression(80);
                return variable.Kind == SyntaxKind.Variable
                    ? Binary(token, left, variable)
                    : throw JsonataError.Syntax("S0214", variable.Position, token.Value);
            default:
                return Binary(token, left, ParseExpression(BindingPower(token)));
        }
    }

    private static SyntaxNode Binary(Token token, SyntaxNode left, SyntaxNode? right = null) =>
        new(SyntaxKind.Binary, token.Position) { Value = token.Value, Left = left, Right = right };

    private SyntaxNode ParseCoalesce(Token token, SyntaxNode left)
    {
        var exists = new SyntaxNode(SyntaxKind.Call, token.Position)
        {
            Left = new SyntaxNode(SyntaxKind.Variable, token.Position) { Value = Value.From("exists") },
            Items = [left.Clone()],
        };
        return new SyntaxNode(SyntaxKind.Condition, token.Position) { Left = exists, Right = left, Else = ParseExpression(0) };
    }

    private SyntaxNode ParseFilter(Token token, SyntaxNode left)
    {
        if (TryTake("]"))
        {
            // An empty predicate keeps singleton arrays.
            var step = left;
            while (step.IsBinary("["))
            {
                step = step.Left!;
            }

            step.KeepArray = true;
            return left;
        }

        var filter = Binary(token, left, ParseExpression(0));
        Expect("]", afterOperand: true);
        return filter;
    }

    private SyntaxNode ParseSort(Token token, SyntaxNode left)
    {
        Expect("(");
        var sort = Binary(token, left);
        do
        {
            var descending = false;
            if (!TryTake("<"))
            {
                descending = TryTake(">");
            }

            sort.Terms.Add((ParseExpression(0), descending));
        }
        while (TryTake(","));

        Expect(")");
        return sort;
    }

    private SyntaxNode ParseCall(Token token, SyntaxNode left)
    {
        var call = new SyntaxNode(SyntaxKind.Call, token.Position) { Value = token.Value, Left = left };
        if (!_token.Is(")"))
        {
            do
            {
                if (_token.Is("?"))
                {
                    call.Kind = SyntaxKind.Partial;
                    call.Items.Add(Create(SyntaxKind.Operator, _token));
                    Advance();
                }
                else
                {
                    call.Items.Add(ParseExpression(0));
                }
            }
            while (TryTake(","));
        }

        Expect(")", afterOperand: true);
        return left is { Kind: SyntaxKind.Name, Text: "function" or "\u03BB" } ? ParseLambda(call) : call;
    }

    private SyntaxNode ParseLambda(SyntaxNode call)
    {
        for (var i = 0; i < call.Items.Count; i++)
        {
            var parameter = call.Items[i];
            if (parameter.Kind != SyntaxKind.Variable)
            {
                throw JsonataError.Syntax("S0208", parameter.Position, parameter.Value, Value.From(i + 1));
            }
        }

        var lambda = new SyntaxNode(SyntaxKind.Lambda, call.Position) { Items = call.Items };
        if (_token.Is("<"))
        {
            lambda.Signature = ParseSignature();
        }

        Expect("{");
        lambda.Left = ParseExpression(0);
        Expect("}");
        return lambda;
    }

    private Signature ParseSignature()
    {
        var start = _token.Position;
        var text = new StringBuilder("<");
        for (var depth = 1; depth > 0 && !_token.Is("{") && _token.Kind != TokenKind.End;)
        {
            Advance();
            depth += _token.Is("<") ? 1 : _token.Is(">") ? -1 : 0;
            text.Append(ErrorDetails.PlainText(_token.Value));
        }

        Expect(">");
        return Signature.Parse(text.ToString(), start);
    }
}
