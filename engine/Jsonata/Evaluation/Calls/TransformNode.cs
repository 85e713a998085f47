using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Functions.Objects;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary><c>|pattern|update, delete|</c>: a function that returns a changed copy of its argument.</summary>
internal sealed class TransformNode(
    Node pattern, Node update, int updatePosition, Node? delete, int deletePosition, Node? clone, CallSite site) : Node
{
    private static readonly Signature Signature = Signature.Parse("<(oa):o>");

    public override Value Eval(Value input, Frame frame) => new(new Transformer(this, frame));

    private Value Run(Value source, Frame frame)
    {
        if (source.IsUndefined)
        {
            return default;
        }

        var root = Clone(source, frame);
        var tree = new MutableTree();
        var matches = pattern.EvalView(root, frame);
        foreach (var match in matches.Items.ToArray())
        {
            frame.Context.Step();
            Apply(match, tree, frame);
        }

        matches.Release();
        return tree.Rebuild(root);
    }

    /// <summary>A copy all of whose objects are different ones, so that the matches can be told apart.</summary>
    private Value Clone(Value source, Frame frame)
    {
        if (clone is null)
        {
            return CloneFunction.Clone(source, frame.Context);
        }

        return clone.Eval(default, frame).Ref is FunctionValue function
            ? Sequences.Normalise(site.Invoke(function, [source], Value.Null, frame.Context))
            : throw JsonataError.Type("T2013", position: site.Position);
    }

    private void Apply(Value match, MutableTree tree, Frame frame)
    {
        var current = tree.Current(match);
        var changes = update.Eval(current, frame);
        if (!changes.IsUndefined)
        {
            if (changes.Ref is not ObjectValue members)
            {
                throw JsonataError.Type("T2011", changes, position: updatePosition);
            }

            tree.Merge(match, members);
        }

        if (delete is null)
        {
            return;
        }

        var names = delete.Eval(tree.Current(match), frame);
        if (names.IsUndefined)
        {
            return;
        }

        var list = names.Ref as ArrayValue ?? ArrayValue.Copy([names], ArrayFlags.None);
        foreach (var name in list.Span)
        {
            if (name.Ref is not string)
            {
                throw JsonataError.Type("T2012", names, position: deletePosition);
            }
        }

        foreach (var name in list.Span)
        {
            tree.Remove(match, name.AsString());
        }
    }

    private sealed class Transformer(TransformNode node, Frame frame) : FunctionValue
    {
        public override int Arity => 1;

        public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
        {
            var bound = new Value[Signature.MaxBound(arguments.Length)];
            Signature.Bind(arguments, context, bound);
            return node.Run(bound[0], frame);
        }
    }

    /// <summary>The changed versions of a tree's objects, by the object they replace.</summary>
    private sealed class MutableTree
    {
        private readonly Dictionary<ObjectValue, ObjectValue> _changed = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<ObjectValue> _active = new(ReferenceEqualityComparer.Instance);

        /// <summary>A value as it is by now, changes further down included.</summary>
        public Value Current(Value value) => _changed.Count == 0 ? value : Rebuild(value);

        public void Merge(Value match, ObjectValue members)
        {
            if (match.Ref is not ObjectValue original)
            {
                return;
            }

            var changed = Latest(original);
            foreach (var (key, value) in members)
            {
                changed = changed.With(key, value);
            }

            _changed[original] = changed;
        }

        public void Remove(Value match, string name)
        {
            if (match.Ref is ObjectValue original)
            {
                _changed[original] = Latest(original).With(name, default);
            }
        }

        public Value Rebuild(Value value)
        {
            switch (value.Ref)
            {
                case ArrayValue array:
                    return Rebuild(array.Span) is { } items ? Value.From(ArrayValue.Own(items, items.Length, array.Flags)) : value;
                case ObjectValue original when _active.Add(original):
                    var latest = Latest(original);
                    var members = Rebuild(latest.Values);
                    _active.Remove(original);
                    return Value.From(members is null ? latest : new ObjectValue(latest.Shape, members));
                default:
                    return value;
            }
        }

        private ObjectValue Latest(ObjectValue original) => _changed.GetValueOrDefault(original, original);

        /// <summary>The items with what has changed below them; null if nothing has.</summary>
        private Value[]? Rebuild(ReadOnlySpan<Value> items)
        {
            Value[]? rebuilt = null;
            for (var i = 0; i < items.Length; i++)
            {
                var item = Rebuild(items[i]);
                if (!ReferenceEquals(item.Ref, items[i].Ref))
                {
                    rebuilt ??= items.ToArray();
                    rebuilt[i] = item;
                }
            }

            return rebuilt;
        }
    }
}
