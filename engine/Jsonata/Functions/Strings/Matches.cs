using System.Text.RegularExpressions;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>A match and the way to the next one: a regular expression's, or what a matcher function returned.</summary>
internal abstract class Matches
{
    public abstract string Text { get; }

    public abstract int Start { get; }

    public abstract int End { get; }

    /// <summary>The texts of the groups as an array.</summary>
    public abstract Value Groups { get; }

    public abstract int GroupCount { get; }

    /// <summary>The text of a group, from 0; null if it is unset.</summary>
    public abstract string? Group(int index);

    public abstract Matches? Next();

    /// <summary>The match as an object for a replacement function.</summary>
    public abstract Value ToValue();

    /// <summary>The first match.</summary>
    public static Matches? First(Value matcher, string text, EvalContext eval)
    {
        eval.Step();
        return matcher.Ref switch
        {
            RegexFunction regex => regex.Find(text, 0) is { } match ? new RegexMatches(regex, text, match) : null,
            FunctionValue function => CustomMatches.Of(function.Invoke([Value.From(text)], Value.Null, eval), eval),
            _ => throw JsonataError.Type("T1010"),
        };
    }

    private sealed class RegexMatches(RegexFunction regex, string text, Match match) : Matches
    {
        public override string Text => match.Value;

        public override int Start => match.Index;

        public override int End => match.Index + match.Length;

        public override Value Groups => Value.From(RegexFunction.GroupsOf(match));

        public override int GroupCount => match.Groups.Count - 1;

        public override string? Group(int index) => match.Groups[index + 1] is { Success: true } group ? group.Value : null;

        public override Matches? Next() => regex.FindNext(text, match) is { } next ? new RegexMatches(regex, text, next) : null;

        public override Value ToValue() => Value.From(new ObjectBuilder(4)
            .Add("match", Value.From(Text))
            .Add("start", Value.From(Start))
            .Add("end", Value.From(End))
            .Add("groups", Groups)
            .Build());
    }

    private sealed class CustomMatches(ObjectValue match, EvalContext eval) : Matches
    {
        public override string Text => Get("match").Ref as string ?? string.Empty;

        public override int Start => ToIndex(Get("start"));

        public override int End => ToIndex(Get("end"));

        public override Value Groups => Get("groups");

        public override int GroupCount => (Groups.Ref as ArrayValue)?.Count ?? 0;

        public static CustomMatches? Of(Value result, EvalContext eval)
        {
            result = Sequences.Normalise(result);
            if (result.IsUndefined)
            {
                return null;
            }

            return result.Ref is ObjectValue match && HasStructure(match)
                ? new CustomMatches(match, eval)
                : throw JsonataError.Type("T1010");
        }

        public override string? Group(int index) => ((ArrayValue)Groups.Ref!)[index].Ref as string;

        public override Matches? Next()
        {
            eval.Step();
            return Get("next").Ref is FunctionValue next ? Of(next.Invoke([], Value.Null, eval), eval) : null;
        }

        public override Value ToValue() => Value.From(match);

        private static bool HasStructure(ObjectValue match) =>
            (match.TryGetValue("start", out var start) && start.IsNumber)
            || (match.TryGetValue("end", out var end) && end.IsNumber)
            || (match.TryGetValue("groups", out var groups) && groups.Ref is ArrayValue)
            || (match.TryGetValue("next", out var next) && next.Ref is FunctionValue);

        private static int ToIndex(Value value) => value.IsNumber ? (int)Math.Clamp(value.Num, 0, int.MaxValue / 2) : 0;

        private Value Get(string name) => match.TryGetValue(name, out var value) ? value : default;
    }
}
