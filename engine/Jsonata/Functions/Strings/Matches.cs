using System.Text.RegularExpressions;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>Goes from match to match: a regular expression's, or what a matcher function returns.</summary>
internal abstract class Matches
{
    public abstract ReadOnlySpan<char> Text { get; }

    public abstract int Start { get; }

    public abstract int End { get; }

    /// <summary>The texts of the groups as an array.</summary>
    public abstract Value Groups { get; }

    public abstract int GroupCount { get; }

    /// <summary>The first match; null if there is none.</summary>
    public static Matches? First(Value matcher, string text, EvalContext eval)
    {
        switch (matcher.Ref)
        {
            case RegexFunction regex:
                return regex.Find(text, 0, eval) is { } match ? new RegexMatches(regex, text, match, eval) : null;
            case FunctionValue function:
                var result = function.Invoke([Value.From(text)], Value.Null, eval);
                return CustomMatches.TryRead(result, out var found) ? new CustomMatches(found, eval) : null;
            default:
                throw JsonataError.Type("T1010");
        }
    }

    /// <summary>The text of a group, from 0; empty if it is unset.</summary>
    public abstract ReadOnlySpan<char> Group(int index);

    /// <summary>Goes to the next match.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool MoveNext();

    /// <summary>The match as an object for a replacement function.</summary>
    public abstract Value ToValue();

    private sealed class RegexMatches(RegexFunction regex, string text, Match match, EvalContext eval) : Matches
    {
        private Match _match = match;

        public override ReadOnlySpan<char> Text => _match.ValueSpan;

        public override int Start => _match.Index;

        public override int End => _match.Index + _match.Length;

        public override Value Groups => Value.From(RegexFunction.GroupsOf(_match));

        public override int GroupCount => _match.Groups.Count - 1;

        public override ReadOnlySpan<char> Group(int index) => _match.Groups[index + 1].ValueSpan;

        public override bool MoveNext()
        {
            if (regex.FindNext(text, _match, eval) is not { } next)
            {
                return false;
            }

            _match = next;
            return true;
        }

        public override Value ToValue() => Value.From(new ObjectBuilder(4)
            .Add("match", Value.From(_match.Value))
            .Add("start", Value.From(Start))
            .Add("end", Value.From(End))
            .Add("groups", Groups)
            .Build());
    }

    private sealed class CustomMatches(ObjectValue first, EvalContext eval) : Matches
    {
        private ObjectValue _match = first;

        public override ReadOnlySpan<char> Text => Get("match").Ref as string;

        public override int Start => ToIndex(Get("start"));

        public override int End => ToIndex(Get("end"));

        public override Value Groups => Get("groups");

        public override int GroupCount => (Groups.Ref as ArrayValue)?.Count ?? 0;

        public static bool TryRead(Value result, out ObjectValue match)
        {
            result = Sequences.Normalise(result);
            match = result.Ref as ObjectValue ?? ObjectValue.Empty;
            return !result.IsUndefined && (HasStructure(match) ? true : throw JsonataError.Type("T1010"));
        }

        public override ReadOnlySpan<char> Group(int index) => ((ArrayValue)Groups.Ref!)[index].Ref as string;

        public override bool MoveNext()
        {
            eval.Step();
            return Get("next").Ref is FunctionValue next && TryRead(next.Invoke([], Value.Null, eval), out _match);
        }

        public override Value ToValue() => Value.From(_match);

        private static bool HasStructure(ObjectValue match) =>
            (match.TryGetValue("start", out var start) && start.IsNumber)
            || (match.TryGetValue("end", out var end) && end.IsNumber)
            || (match.TryGetValue("groups", out var groups) && groups.Ref is ArrayValue)
            || (match.TryGetValue("next", out var next) && next.Ref is FunctionValue);

        private static int ToIndex(Value value) => value.IsNumber ? (int)Math.Clamp(value.Num, 0, int.MaxValue / 2) : 0;

        private Value Get(string name) => _match.TryGetValue(name, out var value) ? value : default;
    }
}
