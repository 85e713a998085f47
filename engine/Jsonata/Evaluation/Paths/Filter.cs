using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary><c>[...]</c>: an index, or a predicate for each item.</summary>
internal abstract class Filter
{
    public static Filter Create(Node predicate) => predicate is LiteralNode { Value.IsNumber: true } number
        ? new IndexFilter(number.Value.Num)
        : new PredicateFilter(predicate);

    /// <summary>Adds to <paramref name="output"/> what is left of <paramref name="value"/>, as one result of a step.</summary>
    public abstract void Apply(Value value, Frame frame, SequenceBuffer output);

    /// <summary>What is left of a value, as a sequence; an array picked by its index is itself.</summary>
    public Value Apply(Value value, Frame frame)
    {
        var buffer = frame.Context.RentBuffer();
        Apply(value, frame, buffer);
        var result = buffer is { Results: 1, FirstPlainArray: { } plain } ? plain : buffer.ToArray(keepSingleton: false);
        frame.Context.Return(buffer);
        return Value.From(result);
    }

    /// <summary>The position an index means, negative ones counted from the end.</summary>
    private static double PositionOf(double index, int count)
    {
        var position = Math.Floor(index);
        return position < 0 ? count + position : position;
    }

    /// <summary>A number written in the brackets.</summary>
    private sealed class IndexFilter(double index) : Filter
    {
        public override void Apply(Value value, Frame frame, SequenceBuffer output)
        {
            var array = value.Ref as ArrayValue;
            var count = array?.Count ?? (value.IsUndefined ? 0 : 1);
            var position = PositionOf(index, count);
            if (position >= 0 && position < count)
            {
                var item = array is null ? value : array[(int)position];
                if (item.Ref is ArrayValue)
                {
                    output.Append(item);
                    return;
                }

                output.BeginSequence();
                output.Add(item);
                return;
            }

            output.BeginSequence();
        }
    }

    /// <summary>An expression: a number selects by position, anything else by its truth.</summary>
    private sealed class PredicateFilter(Node predicate) : Filter
    {
        private readonly bool _isPlain = predicate.IsPlainPredicate;

        public override void Apply(Value value, Frame frame, SequenceBuffer output)
        {
            output.BeginSequence();
            if (value.Ref is not ArrayValue array)
            {
                // Nothing, too, is asked once, so that errors in the predicate appear; it is never kept.
                if (Selects(value, 0, 1, frame, output) && !value.IsUndefined)
                {
                    output.Add(value);
                }

                return;
            }

            var items = array.Span;
            for (var i = 0; i < items.Length; i++)
            {
                frame.Context.Step();
                if (Selects(items[i], i, items.Length, frame, output))
                {
                    output.Add(items[i]);
                }
            }
        }

        private bool Selects(Value item, int index, int count, Frame frame, SequenceBuffer output)
        {
            if (_isPlain)
            {
                return predicate.EvalBool(item, frame);
            }

            var result = predicate.Eval(item, frame);
            if (Numbers.IsNumeric(result))
            {
                return PositionOf(result.Num, count) == index;
            }

            return result.Ref is ArrayValue { Count: > 0 } array && IsAllNumbers(array)
                ? SelectsByPositions(array, item, index, count, output)
                : Truth.Of(result);
        }

        /// <summary>An index given twice selects its item twice.</summary>
        private static bool SelectsByPositions(ArrayValue positions, Value item, int index, int count, SequenceBuffer output)
        {
            var times = 0;
            foreach (ref readonly var position in positions.Span)
            {
                times += PositionOf(position.Num, count) == index ? 1 : 0;
            }

            for (; times > 1; times--)
            {
                output.Add(item);
            }

            return times == 1;
        }

        private static bool IsAllNumbers(ArrayValue array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (!Numbers.IsNumeric(array[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
