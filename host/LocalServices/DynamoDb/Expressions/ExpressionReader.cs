using System.Collections.Immutable;
using System.Globalization;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>What the grammars of conditions, updates and projections share: tokens in turn, paths and values.</summary>
internal abstract class ExpressionReader
{
    private readonly List<Token> _tokens;
    private readonly string _text;
    private int _at;

    /// <param name="text">The expression.</param>
    /// <param name="parameter">The request's member that it is in, for messages.</param>
    /// <param name="placeholders">The request's.</param>
    /// <exception cref="ServiceException">It is empty or has a character that is in no token.</exception>
    protected ExpressionReader(string text, string parameter, Placeholders placeholders)
    {
        if (text.Length == 0)
        {
            throw Errors.Validation($"Invalid {parameter}: The expression can not be empty;");
        }
        _text = text;
        Parameter = parameter;
        Placeholders = placeholders;
        _tokens = Lexer.Read(text, parameter);
    }

    protected string Parameter { get; }

    protected Placeholders Placeholders { get; }

    protected Token Current => _tokens[_at];

    protected Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    protected Token Take() => _tokens[Current.Kind == TokenKind.End ? _at : _at++];

    protected bool TakeSymbol(string symbol)
    {
        bool there = Current.IsSymbol(symbol);
        _at += there ? 1 : 0;
        return there;
    }

    protected bool TakeKeyword(string word)
    {
        bool there = Current.IsKeyword(word);
        _at += there ? 1 : 0;
        return there;
    }

    protected void Expect(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw Unexpected();
        }
    }

    protected void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected();
        }
    }

    protected ServiceException Unexpected() => Lexer.SyntaxError(Parameter, _text, Current.Start);

    protected ServiceException Invalid(string complaint) => Errors.Validation($"Invalid {Parameter}: {complaint}");

    /// <summary><c>name</c>, <c>#name</c>, then <c>.name</c> and <c>[0]</c> as often as there are.</summary>
    protected DocumentPath ReadPath()
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        steps.Add(new PathStep(ReadName(), 0));
        while (true)
        {
            if (TakeSymbol("."))
            {
                steps.Add(new PathStep(ReadName(), 0));
            }
            else if (TakeSymbol("["))
            {
                if (Current.Kind != TokenKind.Number || !int.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                {
                    throw Unexpected();
                }
                Take();
                Expect("]");
                steps.Add(new PathStep(null, index));
            }
            else
            {
                return new DocumentPath(steps.ToImmutable());
            }
        }
    }

    /// <summary>A function's name where one is called here, else null.</summary>
    protected string? CalledFunction() => Current.Kind == TokenKind.Name && Following.IsSymbol("(") ? Current.Text : null;

    private string ReadName()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.NamePlaceholder:
                Take();
                return Placeholders.Name(token.Text, Parameter);
            case TokenKind.Name when ReservedWords.Contains(token.Text):
                throw Invalid($"Attribute name is a reserved keyword; reserved keyword: {token.Text}");
            case TokenKind.Name:
                Take();
                return token.Text;
            default:
                throw Unexpected();
        }
    }
}
