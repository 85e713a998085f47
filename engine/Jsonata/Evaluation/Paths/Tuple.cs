using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>An item on its way through a path, with the variables that <c>@</c>, <c>#</c> and <c>%</c> have bound on that way.</summary>
internal sealed class Tuple(Value context)
{
    public Value Context { get; set; } = context;

    public List<(string Name, Value Value)> Variables { get; } = [];

    public static Tuple Merge(List<Tuple> tuples)
    {
        if (tuples.Count == 1)
        {
            return tuples[0];
        }

        var result = new Tuple(Concatenate(tuples.ConvertAll(t => t.Context)));
        foreach (var (name, _) in tuples[0].Variables)
        {
            result.Variables.Add((name, Concatenate(tuples.ConvertAll(t => t.Get(name)))));
        }

        return result;
    }

    public Tuple Copy()
    {
        var copy = new Tuple(Context);
        copy.Variables.AddRange(Variables);
        return copy;
    }

    public void Set(string name, Value value)
    {
        var at = Variables.FindIndex(v => v.Name == name);
        if (at < 0)
        {
            Variables.Add((name, value));
        }
        else
        {
            Variables[at] = (name, value);
        }
    }

    private Value Get(string name) => Variables.Find(v => v.Name == name).Value;

    private static Value Concatenate(List<Value> values)
    {
        var builder = new ArrayBuilder(values.Count);
        foreach (var value in values)
        {
            if (value.Ref is not ArrayValue array)
            {
                builder.Add(value);
                continue;
            }

            foreach (var item in array.Span)
            {
                builder.Add(item);
            }
        }

        return builder.Count == 1 ? builder.Build()[0] : Value.From(builder.Build());
    }
}

/// <summary>The tuples between two steps. Travels as a value only from an inner path to the one around it.</summary>
internal sealed class TupleStream(List<Tuple> items)
{
    public List<Tuple> Items { get; } = items;

    /// <summary>The items without their variables.</summary>
    public Value ToValue(bool keepSingleton, EvalContext eval)
    {
        var buffer = eval.RentBuffer();
        foreach (var tuple in Items)
        {
            if (!tuple.Context.IsUndefined)
            {
                buffer.Add(tuple.Context);
            }
        }

        var result = buffer.ToValue(keepSingleton);
        eval.Return(buffer);
        return result;
    }
}
