using System.Globalization;
using AiProxy.Jsonata.Values;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Jsonata.Tests.Evaluation;

/// <summary>No expression may bring the process down or keep it busy for ever.</summary>
public sealed class LimitTests
{
    public static TheoryData<string> DeepTexts =>
    [
        new string('(', 20_000) + "1" + new string(')', 20_000),
        new string('[', 20_000) + "1" + new string(']', 20_000),
        new string('-', 20_000) + "1",
        "1" + string.Concat(Enumerable.Repeat("+1", 20_000)),
        "'a'" + string.Concat(Enumerable.Repeat("&'a'", 20_000)),
        "a" + string.Concat(Enumerable.Repeat(".a", 20_000)),
        "a" + string.Concat(Enumerable.Repeat("[0]", 20_000)),
        "true" + string.Concat(Enumerable.Repeat(" and true", 20_000)),
        "true" + string.Concat(Enumerable.Repeat("?true:false", 5_000)),
        string.Concat(Enumerable.Repeat("$f:=", 5_000)) + "1",
        string.Concat(Enumerable.Repeat("function($x){", 5_000)) + "1" + new string('}', 5_000),
        string.Concat(Enumerable.Repeat("{'a':", 5_000)) + "1" + new string('}', 5_000),
        string.Concat(Enumerable.Repeat("1 ~> ", 5_000)) + "$string",
    ];

    public static TheoryData<string> Runaways =>
    [
        "($f := function($x){ $f($x) + 1 }; $f(1))",
        "($f := function($x){ $f($x) }; $f(1))",
        "($f := function($x){ $map([1], function($y){ $f($y) }) }; $f(1))",
        "($f := function($x){ $eval('$f(1)') }; $f(1))",
        "($f := function($x){ $append($f($x), 1) }; $f(1))",
        "($f := function($x){ $map([1,2], function($y){ $f($y) }) }; $f(1))",
        "($f := function($x){ $reduce([1,2], function($a, $b){ $f($a) }) }; $f(1))",
        "($f := function($x){ [1,2].($f(1)) }; $f(1))",
        "($f := function($x){ [1,2][$f(1)] }; $f(1))",
        "($f := function($x){ $sort([1,2], $f) }; $f(1))",
        "($f := $string ~> function($x){ $f($x) & 'a' }; $f(1))",
        "($f := |$|{'a': $f({})}|; $f({}))",
        "$string($reduce([1..1000], function($a, $b){ [[$a]] }, 0))",
        "$reduce([1..60], function($a, $b){ [$a, $a] }, 1)",
        "$string($reduce([1..60], function($a, $b){ {'l': $a, 'r': $a} }, 1))",
        "($t := function(){ $reduce([1..60], function($a, $b){ {'l': $a, 'r': $a} }, 1) }; $t() = $t())",
        "($t := function(){ $reduce([1..60], function($a, $b){ {'l': $a, 'r': $a} }, 1) }; $distinct([$t(), $t()]))",
        "$count($reduce([1..60], function($a, $b){ {'l': $a, 'r': $a} }, 1).**)",
        "$reduce([1..60], function($a, $b){ {'l': $a, 'r': $a} }, 1) ~> |$|{'x': 1}|",
        "($r := [1..100000]; $r[$ in $r])",
        "[1..9999999].(function(){ 1 })",
        "[1..9999999].$string()",
        "$sort($map([1..100000], function($i){ $pad('', 1000) & $i }))",
        "$clone($reduce([1..60], function($a, $b){ {'l': $a, 'r': $a} }, 1))",
        "$reduce([1..60], function($a, $b){ $a & $a }, 'x')",
        "$pad('x', 1e9)",
        "$pad('x', -1e300)",
        "$join([1..100000].$pad('x', 10000))",
        "[1..9999999].([1..9999999])",
        "[1..100000].([1..100000]) ~> $count()",
        "$replace($pad('', 1000000, 'a'), 'a', $pad('', 1000000, 'b'))",
        "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' ~> /^(a|aa)+$/",
    ];

    [Theory]
    [MemberData(nameof(DeepTexts), DisableDiscoveryEnumeration = true)]
    public void Compile_DeeplyNestedText_EndsWithAResultOrAnError(string text)
    {
        try
        {
            var expression = JsonataExpression.Compile(text);
            expression.Evaluate(default, new Value[expression.FreeVariables.Length], Jsonata.Runtime);
        }
        catch (JsonataException e)
        {
            Assert.Contains(e.Code, new[] { "D1011", "T2006" });
        }
    }

    [Theory]
    [MemberData(nameof(Runaways))]
    public void Evaluate_Runaway_MeetsALimit(string text)
    {
        var options = JsonataOptions.Default with { MaxSteps = 300_000, MaxMemory = 64 << 20, RegexTimeout = TimeSpan.FromMilliseconds(50) };
        Assert.Throws<JsonataException>(() => Jsonata.Evaluate(text, null, options));
        var dialect = JsonataOptions.StepFunctions with { MaxSteps = 300_000, MaxMemory = 64 << 20, RegexTimeout = TimeSpan.FromMilliseconds(50) };
        Assert.Throws<JsonataException>(() => Jsonata.Evaluate(text, null, dialect));
    }

    [Fact]
    public void Evaluate_Runaway_OnASmallStack_MeetsALimit()
    {
        Exception? caught = null;
        var thread = new Thread(
            () => caught = Record.Exception(() => Jsonata.Evaluate(
                "($f := function($x){ $f($x) + 1 }; $f(1))", null, new JsonataOptions { MaxDepth = 1_000_000 })),
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("D1011", Assert.IsType<JsonataException>(caught).Code);
    }

    [Fact]
    public void Evaluate_TooLong_IsStoppedByTheClock()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var runtime = new JsonataRuntime { TimeProvider = clock, Random = () => 0, NewUuid = () => string.Empty };
        var expression = JsonataExpression.Compile("($f := function($x){ $f($x) }; $f(1))");
        var e = Assert.Throws<JsonataException>(() => expression.Evaluate(default, [], runtime));
        Assert.Equal("D1012", e.Code);
        Assert.Equal("Evaluation timeout after 10000 milliseconds. Check for infinite loop", e.Message);
    }

    [Theory]
    [InlineData("($f := function($x){ $f($x) + 1 }; $f(1))", "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.")]
    [InlineData("[1..873783]", "Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    [InlineData("$pad('', 8388608)", "Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    public void Evaluate_StepFunctionsLimit_HasAwssMessageWithoutACode(string text, string message)
    {
        var e = Jsonata.Fails(text, null, JsonataOptions.StepFunctions);
        Assert.Null(e.Code);
        Assert.Equal(message, e.Message);
    }

    /// <summary>As measured on AWS: so many of each, and not one more.</summary>
    [Theory]
    [InlineData("1", "+1", "", 99)]
    [InlineData("", "(", ")", 99)]
    [InlineData("", "[", "]", 99)]
    [InlineData("1", "~>$string", "", 99)]
    public void Evaluate_StepFunctions_TakesAHundredLevels(string start, string opening, string closing, int most)
    {
        Assert.False(Jsonata.Evaluate(Nested(most), null, JsonataOptions.StepFunctions).IsUndefined);
        Assert.StartsWith("Stack overflow error", Jsonata.Fails(Nested(most + 1), null, JsonataOptions.StepFunctions).Message);

        string Nested(int levels)
        {
            var inner = closing.Length > 0 ? "1" : "";
            return start + string.Concat(Enumerable.Repeat(opening, levels)) + inner + string.Concat(Enumerable.Repeat(closing, levels));
        }
    }

    /// <summary>As the hundred levels allow: three a call, and the last call's test.</summary>
    [Theory]
    [InlineData("($f := function($n){ $n = 0 ? 0 : 1 + $f($n - 1) }; $f(#))", 31)]
    [InlineData("($f := function($n){ $n = 0 ? 0 : $f($n - 1) + 1 }; $f(#))", 31)]
    [InlineData("($f := function($n){ $n <= 1 ? 1 : $n * $f($n - 1) }; $f(#))", 32)]
    [InlineData("($f := function($n){ $n > 0 and $f($n - 1) or true }; $f(#))", 31)]
    [InlineData("($f := function($n){ $n = 0 ? {} : {'a': $f($n - 1)} }; $f(#))", 31)]
    [InlineData("($f := function($n){ $n = 0 ? 0 : -($f($n - 1)) }; $f(#))", 23)]
    [InlineData("($f := function($n){ $n = 0 ? 0 : [1].($f($n - 1)) }; $f(#))", 23)]
    [InlineData("($e := function($n){ $n = 0 ? true : $not($o($n - 1)) }; $o := function($n){ $n = 0 ? false : $not($e($n - 1)) }; $e(#))", 95)]
    [InlineData("($f := function($n){ ($m := $n - 1; $m < 0 ? 0 : ($r := $f($m); $r + 1)) }; $f(#))", 18)]
    [InlineData("($f := function($n){ $n > 0 ? $append($f($n - 1), $n) : [] }; $f(#))", 95)]
    [InlineData("($f := function($n){ $n > 0 ? $sum($map([$n], function($x){ $f($x - 1) + 1 })) : 0 }; $f(#))", 31)]
    public void Evaluate_Recursion_GoesAsDeepAsTheHundredLevels(string text, int most)
    {
        Assert.False(Jsonata.Evaluate(Calls(most), null, JsonataOptions.StepFunctions).IsUndefined);
        Assert.StartsWith("Stack overflow error", Jsonata.Fails(Calls(most + 1), null, JsonataOptions.StepFunctions).Message);

        string Calls(int depth) => text.Replace("#", depth.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_StepFunctions_TakesAsMuchMemoryAsAws()
    {
        Assert.Equal("873782", Jsonata.Json("$count([1..873782])", null, JsonataOptions.StepFunctions));
        Assert.Equal("4194304", Jsonata.Json("$length($pad('', 4194304))", null, JsonataOptions.StepFunctions));
    }

    [Fact]
    public void Evaluate_TailCalls_NeedNoStack() => Assert.Equal(
        "100000",
        Jsonata.Json("($f := function($n, $i){ $i = $n ? $i : $f($n, $i + 1) }; $f(100000, 0))"));

    [Theory]
    [InlineData("$contains($pad('', 2000000, 'a'), $pad('', 900000, 'a') & 'b' & $pad('', 900000, 'a'))", "false")]
    [InlineData("$contains($pad('', 2000000, 'a') & 'b', $pad('', 1000000, 'a') & 'b')", "true")]
    [InlineData("$length($substringBefore($pad('', 2000000, 'a') & 'b', $pad('', 1000000, 'a') & 'b'))", "1000000")]
    [InlineData("$count($split($pad('', 200000, 'ab'), $pad('', 1000, 'ab')))", "201")]
    public void Evaluate_SearchForALongText_TakesLinearTime(string expression, string expected) =>
        Assert.Equal(expected, Jsonata.Json(expression));

    [Fact]
    public void Evaluate_AfterAFailure_StartsAfresh()
    {
        Jsonata.Fails("$map([1..100], function($v){ $v = 50 ? $error('x') : $v })");
        Assert.Equal("5050", Jsonata.Json("$sum($map([1..100], function($v){ $v }))"));
    }
}
