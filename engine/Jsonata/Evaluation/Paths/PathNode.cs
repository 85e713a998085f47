using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>
/// <c>a.b[c].d</c> without tuples. Goes from step to step with a single value as long as it can, then with an array it only borrows, then
/// with two pooled buffers in turn; only the end makes a value of them.
/// </summary>
internal sealed class PathNode(Step[] steps, PathTraits traits, GroupBy? group) : Node
{
    private readonly bool _absolute = traits.HasFlag(PathTraits.StartsWithVariable);
    private readonly bool _constructedFirst = traits.HasFlag(PathTraits.StartsWithConstructor);
    private readonly bool _keepSingleton = traits.HasFlag(PathTraits.KeepSingleton);

    public override Value Eval(Value input, Frame frame)
    {
        var result = Run(input, frame, out var buffer);
        if (buffer is not null)
        {
            if (group is not null)
            {
                result = group.Eval(buffer.Span, frame);
                frame.Context.Return(buffer);
                return result;
            }

            result = buffer.ToValue(_keepSingleton);
            frame.Context.Return(buffer);
            return result;
        }

        return group is null ? Keep(result) : group.Eval(result, frame);
    }

    public override SequenceView EvalView(Value input, Frame frame)
    {
        if (group is not null)
        {
            return base.EvalView(input, frame);
        }

        var result = Run(input, frame, out var buffer);
        if (buffer is null)
        {
            return SequenceView.Of(Keep(result), frame.Context);
        }

        if (buffer.Count > 1 || (buffer.Count == 1 && _keepSingleton))
        {
            return new SequenceView(buffer, frame.Context);
        }

        var only = buffer.ToValue(keepSingleton: false);
        frame.Context.Return(buffer);
        return SequenceView.Of(only, frame.Context);
    }

    private Value Keep(Value result)
    {
        if (!_keepSingleton || result.IsUndefined)
        {
            return Sequences.Normalise(result);
        }

        return result.Ref switch
        {
            // A constructed array counts as one item of the kept sequence.
            ArrayValue { IsConstructed: true, IsSequence: false } => KeptSingle(result),
            ArrayValue { IsSequence: false } => result,
            ArrayValue { Count: 0 } => default,
            ArrayValue sequence => Value.From(sequence.WithFlags(sequence.Flags | ArrayFlags.KeepSingleton)),
            _ => KeptSingle(result),
        };
    }

    private static Value KeptSingle(Value item) => Value.From(ArrayValue.Copy([item], ArrayFlags.Sequence | ArrayFlags.KeepSingleton));

    /// <summary>
    /// The path's result: a sequence in <paramref name="sequence"/>, or a single value (whose being an array means: as it is).
    /// </summary>
    private Value Run(Value input, Frame frame, out SequenceBuffer? sequence)
    {
        sequence = null;
        var first = 0;
        ArrayValue? list = null;
        var current = input;
        if (_constructedFirst)
        {
            current = EvalConstructor(input, frame, out list);
            if (list is { Count: 0 } || steps.Length == 1)
            {
                return current;
            }

            first = 1;
        }
        else if (!_absolute && input.Ref is ArrayValue array)
        {
            list = array;
        }

        return list is null
            ? RunSingle(current, first, frame, ref sequence)
            : RunMany(list.Span, first, frame, ref sequence);
    }

    private Value EvalConstructor(Value input, Frame frame, out ArrayValue? list)
    {
        var wrapped = input.Ref is ArrayValue ? input : Value.From(ArrayValue.Copy(input.IsUndefined ? [] : [input], ArrayFlags.Sequence));
        var result = steps[0].Node.Eval(wrapped, frame);
        list = result.Ref as ArrayValue;
        return result;
    }

    private Value RunSingle(Value current, int at, Frame frame, ref SequenceBuffer? sequence)
    {
        for (; at < steps.Length; at++)
        {
            var step = steps[at];
            var isLast = at == steps.Length - 1;
            if (!step.IsPlain)
            {
                sequence = frame.Context.RentBuffer();
                step.Collect(current, frame, sequence);
                return Continue(at, frame, ref sequence);
            }

            current = step.Eval(current, frame);
            if (current.IsUndefined)
            {
                return default;
            }

            if (current.Ref is ArrayValue array && !isLast && !array.IsConstructed)
            {
                return array.Count == 0 ? default : RunMany(array.Span, at + 1, frame, ref sequence);
            }

            if (isLast && current.Ref is ArrayValue { IsSequence: true, KeepsSingleton: true } kept)
            {
                // The path's own result does not remember what an inner one kept.
                return Value.From(kept.WithFlags(kept.Flags & ~ArrayFlags.KeepSingleton));
            }
        }

        return current;
    }

    private Value RunMany(ReadOnlySpan<Value> items, int at, Frame frame, ref SequenceBuffer? sequence)
    {
        sequence = frame.Context.RentBuffer();
        steps[at].CollectAll(items, frame, sequence);
        return Continue(at, frame, ref sequence);
    }

    /// <summary>Goes on behind step <paramref name="done"/>, whose results <paramref name="sequence"/> holds.</summary>
    private Value Continue(int done, Frame frame, ref SequenceBuffer? sequence)
    {
        for (var at = done + 1; at < steps.Length && sequence!.Count > 0; at++)
        {
            var next = frame.Context.RentBuffer();
            steps[at].CollectAll(sequence.Span, frame, next);
            frame.Context.Return(sequence);
            sequence = next;
            done = at;
        }

        if (sequence!.Results == 1 && sequence.FirstPlainArray is { } only && done == steps.Length - 1)
        {
            frame.Context.Return(sequence);
            sequence = null;
            return Value.From(only);
        }

        return default;
    }
}
