using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary><c>$</c>, the context.</summary>
internal sealed class ContextNode(bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame) =>
        input.Ref is not ArrayValue array ? input
        : array.IsOuterWrapper ? array[0]
        : Sequences.Normalise(input, keepArray);
}

/// <summary><c>$$</c>, the input document.</summary>
internal sealed class RootNode(bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var root = frame.Context.Root;
        return root.Ref is ArrayValue { IsOuterWrapper: true } wrapper ? wrapper[0] : Sequences.Normalise(root, keepArray);
    }
}

/// <summary>A lambda's parameter, always bound.</summary>
internal sealed class ParameterNode(int depth, int slot, bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        for (var i = depth; i > 0; i--)
        {
            frame = frame.Parent!;
        }

        return Sequences.Normalise(frame.Slots[slot], keepArray);
    }
}

/// <summary>
/// A variable of a block or a path; while unbound it means <paramref name="fallback"/>, the one of that name further out.
/// </summary>
internal sealed class LocalNode(int depth, int slot, Node? fallback, bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var owner = frame;
        for (var i = depth; i > 0; i--)
        {
            owner = owner.Parent!;
        }

        var value = owner.Slots[slot];
        if (value.IsUndefined)
        {
            return fallback is null ? default : fallback.Eval(input, frame);
        }

        return ReferenceEquals(value.Ref, Bound.ToUndefined) ? default : Sequences.Normalise(value, keepArray);
    }
}

/// <summary>A variable that the caller binds; a built-in function of that name, if there is one, while it is unbound.</summary>
internal sealed class FreeVariableNode(int depth, int slot, Value builtIn, bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        for (var i = depth; i > 0; i--)
        {
            frame = frame.Parent!;
        }

        var value = frame.Slots[slot];
        return value.IsUndefined ? builtIn : Sequences.Normalise(value, keepArray);
    }
}

/// <summary><c>$x := value</c>; always binds in the innermost scope.</summary>
internal sealed class BindNode(int depth, int slot, Node value) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var result = value.Eval(input, frame);
        for (var i = depth; i > 0; i--)
        {
            frame = frame.Parent!;
        }

        frame.Slots[slot] = Bound.Store(result);
        return result;
    }
}
