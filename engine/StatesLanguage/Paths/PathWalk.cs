using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Paths;

/// <summary>
/// One evaluation of a path step by step, collecting what an indefinite one finds and the reason why a definite one fails.
/// </summary>
internal sealed class PathWalk(JsonPath path, Value root)
{
    /// <summary>
    /// An input of 256 KiB has some 130,000 values. Descents below descents and filters within filters can ask for each of them for each
    /// of them: then this ends it.
    /// </summary>
    private const int MaxVisits = 5_000_000;

    [ThreadStatic]
    private static int _visits;

    [ThreadStatic]
    private static int _walks;

    private readonly ArrayBuilder _found = new();
    private Value _single;

    /// <summary>The value of a definite path, the array of an indefinite one.</summary>
    public Value Result => path.IsDefinite ? _single : Value.From(_found.Build());

    public string Problem { get; private set; } = "";

    public bool Run()
    {
        // Paths in filters walk within this one, and count with it.
        var isOutermost = _walks == 0;
        if (isOutermost)
        {
            _visits = 0;
        }

        _walks++;
        try
        {
            return Walk(root, 0, true);
        }
        catch (TooManyVisitsException exception) when (isOutermost)
        {
            return Fail(exception.Message);
        }
        finally
        {
            _walks--;
        }
    }

    /// <param name="value">Where the walk is.</param>
    /// <param name="at">The next step.</param>
    /// <param name="definite">Whether every step so far was definite: only then is a missing place a failure.</param>
    private bool Walk(Value value, int at, bool definite)
    {
        if (++_visits > MaxVisits)
        {
            throw new TooManyVisitsException($"The path looks at more than {MaxVisits} values");
        }

        if (at == path.Steps.Length)
        {
            _single = value;
            _found.Add(value);
            return true;
        }

        return path.Steps[at] switch
        {
            PathStep.Property property => WalkProperty(value, property.Name, at, definite),
            PathStep.Properties several => value.Kind == ValueKind.Object
                ? Walk(JsonPath.Pick(value.AsObject(), several.Names), at + 1, definite)
                : !definite || Fail(NotAnObject(value, at)),
            PathStep.Index index => value.Kind == ValueKind.Array
                ? Walk(JsonPath.At(value.AsArray(), index.Position), at + 1, definite)
                : !definite || Fail(NotAnArray(value, at)),
            PathStep.Indexes indexes => value.Kind == ValueKind.Array
                ? indexes.Positions.All(position => Walk(JsonPath.At(value.AsArray(), position), at + 1, false))
                : !definite || Fail(NotAnArray(value, at)),
            PathStep.Slice slice => WalkSlice(value, slice, at, definite),
            PathStep.Filter filter => WalkFilter(value, filter, at, definite),
            PathStep.Scan => Scan(value, at),
            _ => WalkChildren(value, child => Walk(child, at + 1, false)),
        };
    }

    private bool WalkProperty(Value value, string name, int at, bool definite)
    {
        if (value.Kind != ValueKind.Object)
        {
            return !definite || Fail(NotAnObject(value, at));
        }

        if (value.AsObject().TryGetValue(name, out var member))
        {
            return Walk(member, at + 1, definite);
        }

        if (!definite || !path.IsDefinite)
        {
            return true;
        }

        return Fail(at == path.Steps.Length - 1
            ? $"No results for path: {path.Prefix(at + 1)}"
            : $"Missing property in path {path.Prefix(at + 1)}");
    }

    private bool WalkSlice(Value value, PathStep.Slice slice, int at, bool definite)
    {
        if (value.Kind != ValueKind.Array)
        {
            return !definite || Fail(NotAnArray(value, at));
        }

        var array = value.AsArray();
        var (from, to) = slice.Within(array.Count);
        for (var i = from; i < to; i++)
        {
            Walk(array[i], at + 1, false);
        }

        return true;
    }

    private bool WalkFilter(Value value, PathStep.Filter filter, int at, bool definite)
    {
        if (value.Kind == ValueKind.Object)
        {
            return !filter.Accepts(value, root) || Walk(value, at + 1, false);
        }

        if (value.Kind != ValueKind.Array)
        {
            return !definite || Fail($"Filter: {filter.Text} can not be applied to primitives. Current context is: {value}");
        }

        foreach (var item in value.AsArray())
        {
            if (filter.Accepts(item, root))
            {
                Walk(item, at + 1, false);
            }
        }

        return true;
    }

    private bool Scan(Value value, int at)
    {
        Walk(value, at + 1, false);
        return WalkChildren(value, child => Scan(child, at));
    }

    private static bool WalkChildren(Value value, Func<Value, bool> walk)
    {
        if (value.Kind == ValueKind.Array)
        {
            foreach (var item in value.AsArray())
            {
                walk(item);
            }
        }
        else if (value.Kind == ValueKind.Object)
        {
            var members = value.AsObject();
            for (var i = 0; i < members.Count; i++)
            {
                walk(members.ValueAt(i));
            }
        }

        return true;
    }

    private string NotAnObject(Value value, int at) =>
        $"Expected to find an object with property {path.Steps[at].Text} in path {path.Prefix(at)} but found '{TypeName(value)}'. "
        + "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.";

    private string NotAnArray(Value value, int at) => value.IsNull
        ? $"The path {path.Prefix(at)} is null"
        : $"Filter: {path.Steps[at].Text} can only be applied to arrays. Current context is: {value}";

    private bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }

    private static string TypeName(Value value) => "com.fasterxml.jackson.databind.node." + value.Kind switch
    {
        ValueKind.String => "TextNode",
        ValueKind.Boolean => "BooleanNode",
        ValueKind.Array => "ArrayNode",
        ValueKind.Object => "ObjectNode",
        ValueKind.Null => "NullNode",
        _ => value.AsNumber() == Math.Floor(value.AsNumber()) ? "IntNode" : "DoubleNode",
    };

    private sealed class TooManyVisitsException(string message) : Exception(message);
}
