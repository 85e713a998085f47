using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>The cast to a string of <c>$string</c> and <c>&amp;</c>: JSON, with 15 significant digits for fractions.</summary>
internal static class StringConversion
{
    /// <summary>The text of a value that is not undefined.</summary>
    /// <exception cref="JsonataException">D3001: an infinite number or NaN; D1001 for one inside of a container.</exception>
    public static string ToText(Value value, bool prettify, EvalContext eval)
    {
        if (value.Ref is ArrayValue { IsOuterWrapper: true } wrapper)
        {
            value = wrapper[0];
        }

        switch (value.Ref)
        {
            case string text:
                return text;
            case FunctionValue:
                return string.Empty;
            case ArrayValue or ObjectValue:
                eval.CheckString(value.Utf8Size);
                var builder = new StringBuilder();
                Append(value, prettify, 0, builder);
                eval.CheckString(builder.Length);
                return builder.ToString();
            default:
                return value.IsNumber ? NumberToText(value, eval) : value.IsNull ? "null" : value.IsTrue ? "true" : "false";
        }
    }

    private static string NumberToText(Value value, EvalContext eval)
    {
        eval.Allocate(48);
        if (value.Ref is ExactInteger exact)
        {
            return exact.Text;
        }

        return double.IsFinite(value.Num) ? NumberText.Of(Numbers.To15Digits(value.Num)) : throw JsonataError.Type("D3001", value);
    }

    private static void Append(Value value, bool prettify, int indent, StringBuilder builder)
    {
        switch (value.Ref)
        {
            case string text:
                JsonText.AppendQuoted(text, builder);
                break;
            case FunctionValue:
                builder.Append("\"\"");
                break;
            case ExactInteger exact:
                builder.Append(exact.Text);
                break;
            case ArrayValue array:
                AppendArray(array, prettify, indent, builder);
                break;
            case ObjectValue o:
                AppendObject(o, prettify, indent, builder);
                break;
            default:
                builder.Append(
                    !value.IsNumber ? value.IsNull ? "null" : value.IsTrue ? "true" : "false"
                    : Numbers.IsFinite(value.Num) ? NumberText.Of(Numbers.To15Digits(value.Num))
                    : "null");
                break;
        }
    }

    private static void AppendArray(ArrayValue array, bool prettify, int indent, StringBuilder builder)
    {
        builder.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            Separate(i, prettify, indent + 2, builder);
            Append(array[i], prettify, indent + 2, builder);
        }

        Close(array.Count, prettify, indent, builder).Append(']');
    }

    private static void AppendObject(ObjectValue value, bool prettify, int indent, StringBuilder builder)
    {
        builder.Append('{');
        for (var i = 0; i < value.Count; i++)
        {
            Separate(i, prettify, indent + 2, builder);
            JsonText.AppendQuoted(value.KeyAt(i), builder);
            builder.Append(prettify ? ": " : ":");
            Append(value.ValueAt(i), prettify, indent + 2, builder);
        }

        Close(value.Count, prettify, indent, builder).Append('}');
    }

    private static void Separate(int index, bool prettify, int indent, StringBuilder builder)
    {
        if (index > 0)
        {
            builder.Append(',');
        }

        if (prettify)
        {
            builder.Append('\n').Append(' ', indent);
        }
    }

    private static StringBuilder Close(int count, bool prettify, int indent, StringBuilder builder) =>
        prettify && count > 0 ? builder.Append('\n').Append(' ', indent) : builder;
}
