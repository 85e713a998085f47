using System.Text;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary><see href="https://docs.jsonata.org/string-functions"/>; those with patterns and encodings have classes of their own.</summary>
internal static class StringFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("string", "<x-b?:s>", 1, ToText),
        new("length", "<s-:n>", 1, (a, _) => a[0].Ref is string text ? Value.From(CodePoints.Count(text)) : default),
        new("substring", "<s-nn?:s>", 3, Substring),
        new("substringBefore", "<s-s:s>", 2, SubstringBefore),
        new("substringAfter", "<s-s:s>", 2, SubstringAfter),
        Conversion("lowercase", Casing.ToLower),
        Conversion("uppercase", Casing.ToUpper),
        Conversion("trim", Trim),
        new("pad", "<s-ns?:s>", 3, Pad),
        new("join", "<a<s>s?:s>", 2, (a, eval) => a[0].IsUndefined ? default : Join(SequenceView.Of(a[0], eval), a[1..], eval))
        {
            SequenceBody = Join,
        },
    ];

    private static NativeFunction Conversion(string name, Func<string, string> convert) => new(name, "<s-:s>", 1, (arguments, eval) =>
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        eval.CheckString(text.Length);
        return Value.From(convert(text));
    });

    private static Value ToText(ReadOnlySpan<Value> arguments, EvalContext eval) => arguments[0].IsUndefined
        ? default
        : Value.From(StringConversion.ToText(arguments[0], arguments[1].IsTrue, eval));

    private static Value Substring(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        double count = CodePoints.Count(text);
        var start = arguments[1].IsUndefined ? double.NaN : arguments[1].Num;
        if (count + start < 0)
        {
            start = 0;
        }

        var end = count;
        if (!arguments[2].IsUndefined)
        {
            var length = arguments[2].Num;
            if (length <= 0)
            {
                return Value.From(string.Empty);
            }

            end = start >= 0 ? start + length : count + start + length;
        }

        // As Array.prototype.slice: fractions are cut off, negative positions count from the end.
        var from = Clamp(start, count);
        var to = Clamp(end, count);
        if (from >= to)
        {
            return Value.From(string.Empty);
        }

        var fromUnit = CodePoints.IndexOf(text, from);
        var toUnit = to == (int)count ? text.Length : CodePoints.IndexOf(text, to);
        eval.CheckString(toUnit - fromUnit);
        return Value.From(text[fromUnit..toUnit]);
    }

    private static int Clamp(double position, double count)
    {
        position = Math.Truncate(double.IsNaN(position) ? 0 : position);
        return (int)(position < 0 ? Math.Max(0, count + position) : Math.Min(position, count));
    }

    private static Value SubstringBefore(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        var at = arguments[1].Ref is string separator ? new TextSearch(separator, eval).IndexOf(text, 0) : -1;
        eval.CheckString(Math.Max(at, 0));
        return at < 0 ? arguments[0] : Value.From(text[..at]);
    }

    private static Value SubstringAfter(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        var separator = arguments[1].Ref as string;
        var at = separator is null ? -1 : new TextSearch(separator, eval).IndexOf(text, 0);
        eval.CheckString(at < 0 ? 0 : text.Length - at);
        return at < 0 ? arguments[0] : Value.From(text[(at + separator!.Length)..]);
    }

    /// <summary>Runs of blanks become one space; none is left at the ends.</summary>
    private static string Trim(string text)
    {
        const string Blanks = " \t\n\r";
        var trimmed = text.AsSpan().Trim(Blanks);
        if (!trimmed.ContainsAny("\t\n\r") && !trimmed.Contains("  ", StringComparison.Ordinal))
        {
            return trimmed.Length == text.Length ? text : trimmed.ToString();
        }

        var result = new StringBuilder(trimmed.Length);
        while (trimmed.IndexOfAny(Blanks) is >= 0 and var at)
        {
            result.Append(trimmed[..at]).Append(' ');
            trimmed = trimmed[at..].TrimStart(Blanks);
        }

        return result.Append(trimmed).ToString();
    }

    private static Value Pad(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        var pad = arguments[2].Ref is string { Length: > 0 } given ? given : " ";
        var width = arguments[1].IsUndefined ? double.NaN : Math.Truncate(arguments[1].Num);
        var missing = Math.Abs(width) - CodePoints.Count(text);
        if (!(missing > 0))
        {
            return arguments[0];
        }

        eval.CheckString((long)Math.Min((missing * pad.Length) + text.Length, long.MaxValue / 4));
        var padding = new StringBuilder();
        var padCount = CodePoints.Count(pad);
        var left = (int)missing;
        for (; left >= padCount; left -= padCount)
        {
            padding.Append(pad);
        }

        padding.Append(pad.AsSpan(0, CodePoints.IndexOf(pad, left)));
        return Value.From(width > 0 ? text + padding : padding + text);
    }

    private static Value Join(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        if (rest.Length > 0 && rest[0].Ref is not (null or string))
        {
            return NativeFunction.NotOfType;
        }

        var separator = rest.Length > 0 && rest[0].Ref is string given ? given : string.Empty;
        var length = 0L;
        var texts = items.Items;
        foreach (ref readonly var item in texts)
        {
            if (item.Ref is not string text)
            {
                return NativeFunction.NotOfType;
            }

            length += text.Length + separator.Length;
        }

        if (texts.Length == 0)
        {
            return Value.From(string.Empty);
        }

        length -= separator.Length;
        eval.CheckString(length);
        return Value.From(string.Create((int)length, (items, separator), static (target, state) =>
        {
            var all = state.items.Items;
            for (var i = 0; i < all.Length; i++)
            {
                if (i > 0)
                {
                    state.separator.CopyTo(target);
                    target = target[state.separator.Length..];
                }

                var text = (string)all[i].Ref!;
                text.CopyTo(target);
                target = target[text.Length..];
            }
        }));
    }
}
