using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>The effective boolean value, as <c>$boolean()</c> computes it.</summary>
internal static class Truth
{
    public static bool Of(Value value)
    {
        switch (value.Ref)
        {
            case null:
                return false;
            case string text:
                return text.Length > 0;
            case ObjectValue o:
                return o.Count > 0;
            case ArrayValue array:
                return OfAny(array);
            default:
                return value.IsNumber ? Numbers.IsFinite(value.Num) && value.Num != 0 : value.IsTrue;
        }
    }

    private static bool OfAny(ArrayValue array)
    {
        for (var i = 0; i < array.Count; i++)
        {
            if (Of(array[i]))
            {
                return true;
            }
        }

        return false;
    }
}
