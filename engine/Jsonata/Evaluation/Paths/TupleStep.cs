using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>A step of a path that carries tuples.</summary>
internal sealed class TupleStep
{
    public Node? Node { get; init; }

    /// <summary>The order, if the step is <c>^(...)</c>.</summary>
    public SortTerms? Sort { get; init; }

    public string? Focus { get; init; }

    /// <summary>The variable that numbers the step's items. Of a sort only where the tuples start with it.</summary>
    public string? Index { get; init; }

    public string? AncestorLabel { get; init; }

    public TupleStage[] Stages { get; init; } = [];

    public List<Tuple> Run(List<Tuple> tuples, TupleScope scope, Frame frame)
    {
        var result = Sort is not null ? RunSort(tuples, scope, frame) : RunStep(tuples, scope, frame);
        foreach (var stage in Stages)
        {
            result = stage.Run(result, scope, frame);
        }

        return result;
    }

    private List<Tuple> RunSort(List<Tuple> tuples, TupleScope scope, Frame frame)
    {
        var order = Sort!.Order(tuples.Count, new TupleKeys(tuples, scope, frame), frame.Context);
        var sorted = new List<Tuple>(order.Length);
        foreach (var at in order)
        {
            var tuple = tuples[at];
            if (Index is not null)
            {
                tuple = tuple.Copy();
                tuple.Set(Index, Value.From(sorted.Count));
            }

            sorted.Add(tuple);
        }

        return sorted;
    }

    private List<Tuple> RunStep(List<Tuple> tuples, TupleScope scope, Frame frame)
    {
        var result = new List<Tuple>();
        foreach (var tuple in tuples)
        {
            frame.Context.Step();
            var value = Node!.Eval(tuple.Context, scope.Enter(tuple, frame));
            switch (value.Ref)
            {
                case null:
                    break;
                case TupleStream stream:
                    result.AddRange(stream.Items.ConvertAll(inner => Combine(tuple, inner)));
                    break;
                case ArrayValue array:
                    for (var i = 0; i < array.Count; i++)
                    {
                        result.Add(Extend(tuple, array[i], i));
                    }

                    break;
                default:
                    result.Add(Extend(tuple, value, 0));
                    break;
            }
        }

        frame.Context.CheckSequence(result.Count);
        frame.Context.Allocate(result.Count * 128L);
        return result;
    }

    private static Tuple Combine(Tuple outer, Tuple inner)
    {
        var combined = outer.Copy();
        combined.Context = inner.Context;
        foreach (var (name, value) in inner.Variables)
        {
            combined.Set(name, value);
        }

        return combined;
    }

    private Tuple Extend(Tuple tuple, Value value, int index)
    {
        var extended = tuple.Copy();
        if (Focus is not null)
        {
            extended.Set(Focus, value);
        }
        else
        {
            extended.Context = value;
        }

        if (Index is not null)
        {
            extended.Set(Index, Value.From(index));
        }

        if (AncestorLabel is not null)
        {
            extended.Set(AncestorLabel, tuple.Context);
        }

        return extended;
    }
}

/// <summary>Sort keys of tuples.</summary>
internal readonly struct TupleKeys(List<Tuple> tuples, TupleScope scope, Frame frame) : IKeySource
{
    public Value Evaluate(int item, Node key)
    {
        frame.Context.Step();
        return key.Eval(tuples[item].Context, scope.Enter(tuples[item], frame));
    }
}

/// <summary>A filter over tuples, or the numbering of them.</summary>
internal sealed class TupleStage(Node? predicate, string? index)
{
    public List<Tuple> Run(List<Tuple> tuples, TupleScope scope, Frame frame)
    {
        if (predicate is null)
        {
            for (var i = 0; i < tuples.Count; i++)
            {
                tuples[i] = tuples[i].Copy();
                tuples[i].Set(index!, Value.From(i));
            }

            return tuples;
        }

        var result = new List<Tuple>();
        if (predicate is LiteralNode { Value.IsNumber: true } number)
        {
            var position = PositionOf(number.Value.Num, tuples.Count);
            if (position >= 0 && position < tuples.Count)
            {
                result.Add(tuples[(int)position]);
            }

            return result;
        }

        for (var i = 0; i < tuples.Count; i++)
        {
            frame.Context.Step();
            var value = predicate.Eval(tuples[i].Context, scope.Enter(tuples[i], frame));
            for (var times = CountSelections(value, i, tuples.Count); times > 0; times--)
            {
                result.Add(tuples[i]);
            }
        }

        return result;
    }

    private static int CountSelections(Value value, int index, int count)
    {
        if (Numbers.IsNumeric(value))
        {
            return PositionOf(value.Num, count) == index ? 1 : 0;
        }

        if (value.Ref is not ArrayValue array)
        {
            return Truth.Of(value) ? 1 : 0;
        }

        var times = 0;
        foreach (ref readonly var item in array.Span)
        {
            if (!Numbers.IsNumeric(item))
            {
                return Truth.Of(value) ? 1 : 0;
            }

            times += PositionOf(item.Num, count) == index ? 1 : 0;
        }

        return times;
    }

    private static double PositionOf(double index, int count)
    {
        var position = Math.Floor(index);
        return position < 0 ? count + position : position;
    }
}
