using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Objects;

/// <summary><c>$clone</c>: what parsing the value's text would give, so functions become "" and fractions have 15 digits.</summary>
internal static class CloneFunction
{
    public static NativeFunction[] All { get; } = [new("clone", "<(oa)-:o>", 1, (a, eval) => Clone(a[0], eval))];

    public static Value Clone(Value value, EvalContext eval)
    {
        if (value.IsUndefined)
        {
            return default;
        }

        if (value.Ref is ArrayValue { IsOuterWrapper: true } wrapper)
        {
            value = wrapper[0];
        }

        // Shared parts become separate ones: count what that takes before doing it.
        eval.CheckString(value.Utf8Size);
        return Copy(value);
    }

    private static Value Copy(Value value)
    {
        switch (value.Ref)
        {
            case ArrayValue array:
                var items = new Value[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Copy(array[i]);
                }

                return Value.From(ArrayValue.Own(items, items.Length, ArrayFlags.None));
            case ObjectValue o:
                var members = new Value[o.Count];
                for (var i = 0; i < members.Length; i++)
                {
                    members[i] = Copy(o.ValueAt(i));
                }

                return Value.From(new ObjectValue(o.Shape, members));
            case FunctionValue:
                return Value.From(string.Empty);
            default:
                return value.IsNumber
                    ? Numbers.IsFinite(value.Num) ? Value.From(Numbers.To15Digits(value.Num)) : Value.Null
                    : value;
        }
    }
}
