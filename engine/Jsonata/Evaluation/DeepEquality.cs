using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>Deep equality whose cost is counted: parts of a value may be shared so often that walking it would never end.</summary>
internal static class DeepEquality
{
    public static bool Equal(Value left, Value right, EvalContext context)
    {
        if (left.Ref is string text)
        {
            return right.Ref is string other && string.Equals(text, other);
        }

        if (left.Ref is ArrayValue or ObjectValue && right.Ref is ArrayValue or ObjectValue)
        {
            var size = left.Utf8Size;
            if (size != right.Utf8Size)
            {
                return false;
            }

            if (size > context.Options.MaxMemory)
            {
                throw Limits.Memory();
            }

            context.Steps(size / 16);
        }

        return Value.DeepEquals(left, right);
    }
}
