using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>
/// <c>{key: value, ...}</c>: groups items by key and evaluates each value once a group. An object constructor is this over one item.
/// </summary>
internal sealed class GroupBy
{
    private readonly (Node Key, Node Value)[] _pairs;
    private readonly int _position;

    // Set if all keys are different literals: an object of one item then has always this shape, unless a value is undefined.
    private readonly Shape? _shape;

    public GroupBy((Node Key, Node Value)[] pairs, int position)
    {
        _pairs = pairs;
        _position = position;
        _shape = LiteralShape(pairs);
    }

    public Value Eval(Value input, Frame frame) =>
        input.Ref is ArrayValue array ? Eval(array.Span, frame) : EvalSingle(input, frame);

    public Value Eval(ReadOnlySpan<Value> items, Frame frame)
    {
        if (items.Length <= 1)
        {
            return EvalSingle(items.Length == 0 ? default : items[0], frame);
        }

        var groups = new Groups<Value>(_position);
        foreach (ref readonly var item in items)
        {
            for (var p = 0; p < _pairs.Length; p++)
            {
                frame.Context.Step();
                if (EvalKey(p, item, frame) is { } key)
                {
                    groups.Add(key, p, item);
                }
            }
        }

        var builder = new ObjectBuilder(groups.Count);
        foreach (var (key, pair, members) in groups.All)
        {
            builder.Add(key, _pairs[pair].Value.Eval(ContextOf(members), frame));
        }

        return Build(builder, frame.Context);
    }

    /// <summary>Groups tuples; a group's tuples are merged into one for the value expression.</summary>
    public Value Eval(TupleStream tuples, TupleScope scope, Frame frame)
    {
        var groups = new Groups<Tuple>(_position);
        foreach (var tuple in tuples.Items)
        {
            var inner = scope.Enter(tuple, frame);
            for (var p = 0; p < _pairs.Length; p++)
            {
                frame.Context.Step();
                if (EvalKey(p, tuple.Context, inner) is { } key)
                {
                    groups.Add(key, p, tuple);
                }
            }
        }

        var builder = new ObjectBuilder(groups.Count);
        foreach (var (key, pair, members) in groups.All)
        {
            var merged = Tuple.Merge(members);
            builder.Add(key, _pairs[pair].Value.Eval(merged.Context, scope.Enter(merged, frame)));
        }

        return Build(builder, frame.Context);
    }

    private static Shape? LiteralShape((Node Key, Node Value)[] pairs)
    {
        var keys = new string[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i].Key is not LiteralNode { Value.Ref: string key } || Array.IndexOf(keys, key, 0, i) >= 0 || IsReserved(key))
            {
                return null;
            }

            keys[i] = key;
        }

        return keys.Length == 0 ? null : new Shape(keys);
    }

    // jsonata-js keeps its own flags under these names; expressions that work here should work there.
    private static bool IsReserved(string key) => key is "_jsonata_lambda" or "_jsonata_function";

    private Value EvalSingle(Value item, Frame frame)
    {
        if (_shape is null)
        {
            return EvalSingleWithComputedKeys(item, frame);
        }

        var values = new Value[_pairs.Length];
        var undefined = false;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _pairs[i].Value.Eval(item, frame);
            undefined |= values[i].IsUndefined;
        }

        frame.Context.Allocate((values.Length * 16) + 64);
        if (!undefined)
        {
            return Value.From(new ObjectValue(_shape, values));
        }

        var builder = new ObjectBuilder(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            builder.Add(_shape.Keys[i], values[i]);
        }

        return Value.From(builder.Build());
    }

    private Value EvalSingleWithComputedKeys(Value item, Frame frame)
    {
        var keys = new string?[_pairs.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = EvalKey(i, item, frame);
            if (keys[i] is not null && Array.IndexOf(keys, keys[i], 0, i) >= 0)
            {
                throw JsonataError.Type("D1009", Value.From(keys[i]), position: _position);
            }
        }

        var builder = new ObjectBuilder(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is { } key)
            {
                builder.Add(key, _pairs[i].Value.Eval(item, frame));
            }
        }

        return Build(builder, frame.Context);
    }

    private string? EvalKey(int pair, Value item, Frame frame)
    {
        var key = _pairs[pair].Key.Eval(item, frame);
        if (key.IsUndefined)
        {
            return null;
        }

        var text = key.Ref as string ?? throw JsonataError.Type("T1003", key, position: _position);
        return IsReserved(text) ? throw JsonataError.Type("D1013", key, position: _position) : text;
    }

    /// <summary>A group's context: its only item, or all of them with arrays flattened.</summary>
    private static Value ContextOf(List<Value> members)
    {
        if (members.Count == 1)
        {
            return members[0];
        }

        var builder = new ArrayBuilder(members.Count);
        foreach (var member in members)
        {
            if (member.Ref is not ArrayValue array)
            {
                builder.Add(member);
                continue;
            }

            foreach (var item in array.Span)
            {
                builder.Add(item);
            }
        }

        return Value.From(builder.Build());
    }

    private static Value Build(ObjectBuilder builder, EvalContext context)
    {
        context.Allocate((builder.Count * 32) + 64);
        return Value.From(builder.Build());
    }

    /// <summary>Groups in the order in which their keys first appeared.</summary>
    private sealed class Groups<T>(int position)
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public List<(string Key, int Pair, List<T> Members)> All { get; } = [];

        public int Count => All.Count;

        public void Add(string key, int pair, T member)
        {
            if (!_index.TryGetValue(key, out var at))
            {
                _index.Add(key, All.Count);
                All.Add((key, pair, [member]));
                return;
            }

            if (All[at].Pair != pair)
            {
                throw JsonataError.Type("D1009", Value.From(key), position: position);
            }

            All[at].Members.Add(member);
        }
    }
}

/// <summary>An object constructor, or a group-by behind an expression that is no path.</summary>
internal sealed class GroupNode(Node? inner, GroupBy group) : Node
{
    public override Value Eval(Value input, Frame frame) => group.Eval(inner is null ? input : inner.EvalRaw(input, frame), frame);
}
