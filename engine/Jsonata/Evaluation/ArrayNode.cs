using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary><c>[a, b]</c>: arrays among the items are flattened, unless written with brackets themselves.</summary>
internal sealed class ArrayNode(Node[] items, bool[] nested, bool constructed) : Node
{
    private readonly ArrayFlags _flags = constructed ? ArrayFlags.Constructed : ArrayFlags.None;

    public override Value Eval(Value input, Frame frame)
    {
        if (items.Length == 0)
        {
            return Value.From(ArrayValue.Empty.WithFlags(_flags));
        }

        if (items.Length == 1 && !nested[0])
        {
            var only = items[0].Eval(input, frame);
            if (only.Ref is ArrayValue array)
            {
                return Value.From(array.WithFlags(_flags));
            }

            return only.IsUndefined
                ? Value.From(ArrayValue.Empty.WithFlags(_flags))
                : Value.From(frame.Context.NewArray([only], _flags));
        }

        var buffer = frame.Context.RentBuffer();
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i].Eval(input, frame);
            if (item.Ref is ArrayValue array && !nested[i])
            {
                buffer.AddRange(array);
            }
            else if (!item.IsUndefined)
            {
                buffer.Add(item);
            }
        }

        var result = frame.Context.NewArray(buffer.Span, _flags);
        frame.Context.Return(buffer);
        return Value.From(result);
    }
}
