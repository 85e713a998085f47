using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Parsing;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>
/// A regular expression as a matcher function. Interpreted until it has been used so often that compiling it to IL (milliseconds)
/// pays; always with a timeout.
/// </summary>
internal sealed class RegexFunction(RegexPattern pattern, TimeSpan timeout, int position) : FunctionValue
{
    private const int UsesBeforeCompiling = 2000;

    private Regex _regex = new(pattern.Translated, pattern.Options, timeout);
    private int _uses;

    public override int Arity => 2;

    /// <summary>Whether there is a match.</summary>
    public bool IsMatch(string text, EvalContext eval)
    {
        eval.SlowStep();
        try
        {
            return Current().IsMatch(text);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw TimedOut(e);
        }
    }

    /// <summary>The first match at or behind <paramref name="start"/>; null if there is none.</summary>
    public Match? Find(string text, int start, EvalContext eval)
    {
        eval.SlowStep();
        try
        {
            var match = Current().Match(text, start);
            return match.Success ? match : null;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw TimedOut(e);
        }
    }

    /// <summary>The match behind <paramref name="previous"/>.</summary>
    /// <exception cref="JsonataException">D1004: it is empty, so that there would be no end of matches.</exception>
    public Match? FindNext(string text, Match previous, EvalContext eval)
    {
        var start = previous.Index + previous.Length;
        if (start >= text.Length)
        {
            return null;
        }

        var match = Find(text, start, eval);
        return match is { Length: 0 }
            ? throw JsonataError.Type("D1004", Value.From(pattern.Source), position: position)
            : match;
    }

    /// <summary>The match as an object with <c>match</c>, <c>start</c>, <c>end</c>, <c>groups</c> and <c>next</c>.</summary>
    public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var text = arguments.Length > 0 ? arguments[0].Ref as string : null;
        var match = text is null ? null : Find(text, 0, eval);
        return match is null ? default : ToValue(text!, match);
    }

    /// <summary>The texts of the capturing groups; unset ones are null.</summary>
    public static ArrayValue GroupsOf(Match match)
    {
        var groups = new ArrayBuilder(match.Groups.Count - 1);
        for (var i = 1; i < match.Groups.Count; i++)
        {
            // An unset group is undefined in JavaScript; as an array's item it prints as null.
            groups.Add(match.Groups[i].Success ? Value.From(match.Groups[i].Value) : Value.Null);
        }

        return groups.Build();
    }

    private Value ToValue(string text, Match match) => Value.From(new ObjectBuilder(5)
        .Add("match", Value.From(match.Value))
        .Add("start", Value.From(match.Index))
        .Add("end", Value.From(match.Index + match.Length))
        .Add("groups", Value.From(GroupsOf(match)))
        .Add("next", new Value(new NextMatch(this, text, match)))
        .Build());

    private static JsonataException TimedOut(RegexMatchTimeoutException e) =>
        new("Regular expression timeout: Check for catastrophic backtracking", e);

    private Regex Current()
    {
        if (_uses < UsesBeforeCompiling && ++_uses == UsesBeforeCompiling && RuntimeFeature.IsDynamicCodeCompiled)
        {
            _regex = new Regex(pattern.Translated, pattern.Options | RegexOptions.Compiled, timeout);
        }

        return _regex;
    }

    private sealed class NextMatch(RegexFunction owner, string text, Match previous) : FunctionValue
    {
        public override int Arity => 0;

        public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval) =>
            owner.FindNext(text, previous, eval) is { } match ? owner.ToValue(text, match) : default;
    }
}
