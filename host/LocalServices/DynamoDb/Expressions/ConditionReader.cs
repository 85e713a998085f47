using System.Collections.Immutable;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>Reads a ConditionExpression. NOT binds closest, then AND, then OR.</summary>
internal sealed class ConditionReader : ExpressionReader
{
    private const int MaxDepth = 100;
    private const int MaxAmong = 100;

    private static readonly string[] Comparators = ["=", "<>", "<", "<=", ">", ">="];
    private static readonly string[] Types = ["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"];

    private int _depth;

    private ConditionReader(string text, Placeholders placeholders)
        : base(text, "ConditionExpression", placeholders)
    {
    }

    /// <exception cref="ServiceException">It is no condition.</exception>
    public static Condition Read(string text, Placeholders placeholders)
    {
        var reader = new ConditionReader(text, placeholders);
        Condition condition = reader.ReadOr();
        reader.ExpectEnd();
        return condition;
    }

    private Condition ReadOr()
    {
        Condition left = ReadAnd();
        while (TakeKeyword("OR"))
        {
            left = new Condition.Or(left, ReadAnd());
        }
        return left;
    }

    private Condition ReadAnd()
    {
        Condition left = ReadNot();
        while (TakeKeyword("AND"))
        {
            left = new Condition.And(left, ReadNot());
        }
        return left;
    }

    private Condition ReadNot()
    {
        if (++_depth > MaxDepth)
        {
            throw Invalid("The expression is nested too deeply");
        }
        Condition read = TakeKeyword("NOT") ? new Condition.Not(ReadNot()) : ReadPrimary();
        _depth--;
        return read;
    }

    private Condition ReadPrimary()
    {
        if (TakeSymbol("("))
        {
            Condition inner = ReadOr();
            Expect(")");
            return inner;
        }
        return CalledFunction() is { } function && function != "size" ? ReadFunction(function) : ReadComparison();
    }

    private Condition ReadFunction(string function)
    {
        if (function is not ("attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains"))
        {
            throw Invalid(function is "if_not_exists" or "list_append"
                ? $"The function is not allowed in a condition expression; function: {function}"
                : $"Invalid function name; function: {function}");
        }
        Take();
        Expect("(");
        if (Current.Kind == TokenKind.ValuePlaceholder)
        {
            throw Invalid($"Operator or function requires a document path; operator or function: {function}");
        }
        DocumentPath path = ReadPath();
        Condition condition;
        switch (function)
        {
            case "attribute_exists":
                condition = new Condition.Exists(path);
                break;
            case "attribute_not_exists":
                condition = new Condition.Not(new Condition.Exists(path));
                break;
            default:
                Expect(",");
                Operand operand = ReadOperand();
                condition = function switch
                {
                    "attribute_type" => new Condition.HasType(path, TypeOf(operand)),
                    "begins_with" => new Condition.BeginsWith(path, Prefix(operand)),
                    _ => new Condition.Contains(path, operand),
                };
                break;
        }
        Expect(")");
        return condition;
    }

    private Condition ReadComparison()
    {
        Operand left = ReadOperand();
        if (TakeKeyword("BETWEEN"))
        {
            Operand low = ReadOperand();
            if (!TakeKeyword("AND"))
            {
                throw Unexpected();
            }
            return new Condition.Between(left, low, ReadOperand());
        }
        if (TakeKeyword("IN"))
        {
            Expect("(");
            var among = ImmutableArray.CreateBuilder<Operand>();
            do
            {
                among.Add(ReadOperand());
            }
            while (TakeSymbol(","));
            Expect(")");
            return among.Count <= MaxAmong ? new Condition.In(left, among.ToImmutable()) : throw Invalid("The IN operator has too many operands");
        }
        if (Current.Kind != TokenKind.Symbol || !Comparators.Contains(Current.Text))
        {
            throw Unexpected();
        }
        string comparator = Take().Text;
        return new Condition.Compare(left, comparator, ReadOperand());
    }

    private Operand ReadOperand()
    {
        if (Current.Kind == TokenKind.ValuePlaceholder)
        {
            return new Operand.Constant(Placeholders.Value(Take().Text, Parameter));
        }
        if (CalledFunction() is not { } function)
        {
            return new Operand.Path(ReadPath());
        }
        if (function != "size")
        {
            throw Invalid($"The function is not allowed to be used this way in an expression; function: {function}");
        }
        Take();
        Expect("(");
        var size = new Operand.Size(ReadPath());
        Expect(")");
        return size;
    }

    private string TypeOf(Operand operand) =>
        operand is Operand.Constant { Value: AttributeValue.Text { Value: var type } } && Types.Contains(type)
            ? type
            : throw Invalid($"Invalid attribute type name found; it must be a value of type S that is one of {string.Join(", ", Types)}");

    private Operand Prefix(Operand operand) => operand is Operand.Constant { Value: not (AttributeValue.Text or AttributeValue.Binary) } wrong
        ? throw Invalid($"Incorrect operand type for operator or function; operator or function: begins_with, operand type: {wrong.Value.Type}")
        : operand;
}
