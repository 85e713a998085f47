using System.Collections.Immutable;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>Reads an UpdateExpression: SET, REMOVE, ADD and DELETE, each once, in any order.</summary>
internal sealed class UpdateReader : ExpressionReader
{
    private static readonly string[] Clauses = ["SET", "REMOVE", "ADD", "DELETE"];

    private UpdateReader(string text, Placeholders placeholders)
        : base(text, "UpdateExpression", placeholders)
    {
    }

    /// <exception cref="ServiceException">It is no update, or two of its actions are about the same place.</exception>
    public static ImmutableArray<UpdateAction> Read(string text, Placeholders placeholders)
    {
        var reader = new UpdateReader(text, placeholders);
        var actions = ImmutableArray.CreateBuilder<UpdateAction>();
        var seen = new HashSet<string>();
        do
        {
            string clause = Array.Find(Clauses, reader.TakeKeyword) ?? throw reader.Unexpected();
            if (!seen.Add(clause))
            {
                throw reader.Invalid($"The \"{clause}\" section can only be used once in an update expression;");
            }
            do
            {
                actions.Add(reader.ReadAction(clause));
            }
            while (reader.TakeSymbol(","));
        }
        while (reader.Current.Kind != TokenKind.End);
        reader.CheckPlaces(actions);
        // By descending index, so that what is removed from a list does not move what is still to be removed.
        return [.. actions.Where(action => action is not UpdateAction.Remove), .. actions.Where(action => action is UpdateAction.Remove).OrderByDescending(action => action.Place.Steps[^1].Index)];
    }

    private UpdateAction ReadAction(string clause)
    {
        DocumentPath place = ReadPath();
        switch (clause)
        {
            case "SET":
                Expect("=");
                return new UpdateAction.Set(place, ReadSum());
            case "REMOVE":
                return new UpdateAction.Remove(place);
            default:
                if (Current.Kind != TokenKind.ValuePlaceholder)
                {
                    throw Unexpected();
                }
                AttributeValue value = Placeholders.Value(Take().Text, Parameter);
                return (clause, value) switch
                {
                    ("ADD", AttributeValue.Number or AttributeValue.Set) => new UpdateAction.Add(place, value),
                    ("DELETE", AttributeValue.Set set) => new UpdateAction.Delete(place, set),
                    _ => throw Invalid($"Incorrect operand type for operator or function; operator: {clause}, operand type: {value.Type}"),
                };
        }
    }

    private Operand ReadSum()
    {
        Operand left = ReadOperand();
        bool isDifference = Current.IsSymbol("-");
        return TakeSymbol("+") || TakeSymbol("-") ? new Operand.Sum(left, ReadOperand(), isDifference) : left;
    }

    private Operand ReadOperand()
    {
        if (TakeSymbol("("))
        {
            Operand inner = ReadSum();
            Expect(")");
            return inner;
        }
        if (Current.Kind == TokenKind.ValuePlaceholder)
        {
            return new Operand.Constant(Placeholders.Value(Take().Text, Parameter));
        }
        return CalledFunction() is { } function ? ReadFunction(function) : new Operand.Path(ReadPath());
    }

    private Operand ReadFunction(string function)
    {
        if (function is not ("if_not_exists" or "list_append"))
        {
            throw Invalid(function is "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains" or "size"
                ? $"The function is not allowed in an update expression; function: {function}"
                : $"Invalid function name; function: {function}");
        }
        Take();
        Expect("(");
        Operand read;
        if (function == "if_not_exists")
        {
            if (Current.Kind == TokenKind.ValuePlaceholder)
            {
                throw Invalid("Operator or function requires a document path; operator or function: if_not_exists");
            }
            DocumentPath place = ReadPath();
            Expect(",");
            read = new Operand.IfNotExists(place, ReadOperand());
        }
        else
        {
            Operand first = ReadOperand();
            Expect(",");
            read = new Operand.ListAppend(first, ReadOperand());
        }
        Expect(")");
        return read;
    }

    private void CheckPlaces(ImmutableArray<UpdateAction>.Builder actions)
    {
        for (int i = 0; i < actions.Count; i++)
        {
            for (int j = i + 1; j < actions.Count; j++)
            {
                (DocumentPath one, DocumentPath two) = (actions[i].Place, actions[j].Place);
                if (one.Overlaps(two))
                {
                    throw Invalid($"Two document paths overlap with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}");
                }
                if (one.Conflicts(two))
                {
                    throw Invalid($"Two document paths conflict with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}");
                }
            }
        }
    }
}
