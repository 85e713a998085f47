using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>Functions that look for a string, a regular expression or what a matcher function finds.</summary>
internal static class PatternFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("contains", "<s-(sf):b>", 2, Contains) { IsPlainPredicate = true },
        new("match", "<s-f<s:o>n?:a<o>>", 3, Match),
        new("replace", "<s-(sf)(sf)n?:s>", 4, Replace),
        new("split", "<s-(sf)n?:a<s>>", 3, Split),
    ];

    private static Value Contains(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text || arguments[1].IsUndefined)
        {
            return default;
        }

        return Value.From(arguments[1].Ref switch
        {
            string part => new TextSearch(part, eval).IndexOf(text, 0) >= 0,
            RegexFunction regex => regex.IsMatch(text, eval),
            _ => Matches.First(arguments[1], text, eval) is not null,
        });
    }

    private static Value Match(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        var limit = Limit(arguments[2], "D3040");
        var result = new ArrayBuilder();
        var match = limit > 0 ? Matches.First(arguments[1], text, eval) : null;
        for (var found = match is not null; found && result.Count < limit; found = match!.MoveNext())
        {
            eval.Allocate(300);
            result.Add(Value.From(new ObjectBuilder(3)
                .Add("match", Value.From(match!.Text.ToString()))
                .Add("index", Value.From(match.Start))
                .Add("groups", match.Groups)
                .Build()));
        }

        return Value.From(result.Build(ArrayFlags.Sequence));
    }

    private static Value Replace(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        if (arguments[1].Ref is string { Length: 0 })
        {
            throw JsonataError.Type("D3010", arguments[1], index: 2);
        }

        var limit = Limit(arguments[3], "D3011");
        if (limit <= 0 || arguments[1].IsUndefined)
        {
            return arguments[0];
        }

        return arguments[1].Ref is string pattern
            ? Value.From(ReplaceText(text, pattern, arguments[2], limit, eval))
            : ReplaceMatches(arguments, text, limit, eval);
    }

    private static string ReplaceText(string text, string pattern, Value replacement, double limit, EvalContext eval)
    {
        var substitute = replacement.Ref as string ?? (replacement.IsUndefined ? "undefined" : string.Empty);
        var result = new StringBuilder();
        var search = new TextSearch(pattern, eval);
        var position = 0;
        for (var count = 0; count < limit; count++)
        {
            var at = search.IndexOf(text, position);
            if (at < 0)
            {
                break;
            }

            eval.Step();
            eval.CheckString(at - position + substitute.Length);
            result.Append(text, position, at - position).Append(substitute);
            position = at + pattern.Length;
        }

        return position == 0 ? text : result.Append(text, position, text.Length - position).ToString();
    }

    private static Value ReplaceMatches(ReadOnlySpan<Value> arguments, string text, double limit, EvalContext eval)
    {
        var match = Matches.First(arguments[1], text, eval);
        if (match is null)
        {
            return arguments[0];
        }

        var result = eval.RentBuilder();
        var position = 0;
        var found = true;
        for (var count = 0; found && count < limit; count++)
        {
            eval.Step();
            if (match.Start > position)
            {
                result.Append(text, position, match.Start - position);
            }

            var before = result.Length;
            if (arguments[2].Ref is string template)
            {
                ReplacementTemplate.Append(template, match, result);
            }
            else
            {
                result.Append(Substitute(arguments[2], match, eval));
            }

            eval.CheckString(result.Length - before);
            position = Math.Min(match.Start + match.Text.Length, text.Length);
            found = match.MoveNext();
        }

        return Value.From(eval.Finish(result.Append(text, position, text.Length - position)));
    }

    private static string Substitute(Value replacer, Matches match, EvalContext eval)
    {
        var function = (replacer.Ref as FunctionValue) ?? throw JsonataError.Type("D3012", replacer);
        var result = Sequences.Normalise(function.Invoke([match.ToValue()], Value.Null, eval));
        return result.Ref as string ?? throw JsonataError.Type("D3012", result);
    }

    private static Value Split(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        var limit = Limit(arguments[2], "D3020");
        var result = new ArrayBuilder();
        if (limit > 0)
        {
            switch (arguments[1].Ref)
            {
                case null:
                    result.Add(arguments[0]);
                    break;
                case string separator:
                    SplitAtText(text, separator, Math.Floor(limit), result, eval);
                    break;
                default:
                    SplitAtMatches(text, arguments[1], limit, result, eval);
                    break;
            }
        }

        eval.Allocate((result.Count * 40L) + (text.Length * 2L));
        return Value.From(result.Build());
    }

    private static void SplitAtText(string text, string separator, double limit, ArrayBuilder result, EvalContext eval)
    {
        if (separator.Length == 0)
        {
            // String.prototype.split with an empty separator gives code units.
            for (var i = 0; i < text.Length && result.Count < limit; i++)
            {
                eval.Step();
                result.Add(Value.From(text[i].ToString()));
            }

            return;
        }

        var search = new TextSearch(separator, eval);
        var position = 0;
        while (result.Count < limit)
        {
            eval.Step();
            var at = search.IndexOf(text, position);
            result.Add(Value.From(at < 0 ? text[position..] : text[position..at]));
            if (at < 0)
            {
                return;
            }

            position = at + separator.Length;
        }
    }

    private static void SplitAtMatches(string text, Value matcher, double limit, ArrayBuilder result, EvalContext eval)
    {
        var start = 0;
        var match = Matches.First(matcher, text, eval);
        for (var found = match is not null; found && result.Count < limit; found = match!.MoveNext())
        {
            eval.Step();
            var end = Math.Clamp(match!.Start, start, text.Length);
            result.Add(Value.From(text[start..end]));
            start = Math.Clamp(match.End, 0, text.Length);
        }

        if (result.Count < limit)
        {
            result.Add(Value.From(text[start..]));
        }
    }

    /// <summary>A limit that must not be negative; infinite if not given.</summary>
    private static double Limit(Value limit, string code)
    {
        if (limit.IsUndefined)
        {
            return double.PositiveInfinity;
        }

        return limit.Num >= 0 ? limit.Num : throw JsonataError.Type(code, limit, index: 3);
    }
}
