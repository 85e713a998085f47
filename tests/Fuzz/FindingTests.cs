using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.Fuzz.Tests;

/// <summary>What fuzzing has found, each as small as it gets.</summary>
public sealed class FindingTests
{
    private const int Long = 300_000;
    private const int Many = 200_000;
    private const int SmallStack = 512 * 1024;

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"StartAt":"\udc00"}""")]
    [InlineData("""{"StartAt":"\ud800\ud800"}""")]
    public void Parse_DefinitionWithHalfASurrogatePair_IsRefused(string definition)
    {
        var parsed = StateMachine.Parse(definition);

        Assert.Equal(DiagnosticCodes.InvalidJsonDescription, Assert.Single(parsed.Diagnostics).Code);
    }

    [Fact]
    public void Json_HalfASurrogatePairInTheNameOfALaterSibling_IsRead() => Check("json", """[{"n":1},{"\ud800n":2}]""");

    [Theory]
    [InlineData("Result", "0")]
    [InlineData("Parameters", "0")]
    [InlineData("Parameters", """{"a.$":"$.b"}""")]
    [InlineData("Parameters", """{"a.$":"no path"}""")]
    public void Parse_ManyItemsBelowALongName_DoesNotRepeatTheName(string field, string item)
    {
        var items = string.Join(',', Enumerable.Repeat(item, Many * 2 / item.Length));

        Check("definition", $$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","{{{field}}}":{"{{{new string('k', Long)}}}":[{{{items}}}]},"End":true} } }""");
    }

    [Fact]
    public void Parse_LongSignature_IsReadOnce() => Check("jsonata", "function($x)<" + string.Concat(Enumerable.Repeat("n-", 30_000)) + ">{1}");

    /// <summary>Of some length one pass over the tree has just enough of the stack and the next has not.</summary>
    [Theory]
    [InlineData("-0")]
    [InlineData("&'a'")]
    [InlineData("[0]")]
    [InlineData(".a")]
    [InlineData("~>$a")]
    public void Jsonata_ChainOfAnyLength_DoesNotOverflowTheStack(string part)
    {
        string? problem = null;
        var thread = new Thread(
            () =>
            {
                for (var count = 200; problem is null && count <= 6_000; count += 50)
                {
                    problem = LongRun.Try("jsonata", "a" + string.Concat(Enumerable.Repeat(part, count)), isTimed: false);
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();

        Assert.Null(problem);
    }

    [Theory]
    [InlineData("n+?", 900, "1,2,3")]
    [InlineData("n+?", 900, "1,2,3,'x'")]
    [InlineData("n+", 9, "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,'x'")]
    [InlineData("s?", 30_000, "1")]
    [InlineData("s?", 600_000, "1")]
    public void Signature_OfManyThatMayRepeat_DoesNotTryThemAll(string parameter, int count, string arguments) =>
        Check("jsonata", $"function($x)<{string.Concat(Enumerable.Repeat(parameter, count))}:n>{{1}}({arguments})");

    [Theory]
    [InlineData("$match('a', /(a)", "~>", "/)")]
    [InlineData("$toMillis('2012', '[Y]", "$.", "')")]
    public void Jsonata_VeryLongPattern_IsRefused(string start, string part, string end) =>
        Check("jsonata", start + string.Concat(Enumerable.Repeat(part, 25_000)) + end);

    [Theory]
    [InlineData("1/0", "w")]
    [InlineData("0/0", "w")]
    [InlineData("-1/0", "Ww;o")]
    [InlineData("1/0", "a")]
    [InlineData("1/0", "I")]
    public void FormatInteger_OfNoNumberThatEnds_IsRefused(string number, string picture) => Check("jsonata", $"$formatInteger({number}, '{picture}')");

    [Theory]
    [InlineData("Result")]
    [InlineData("Nope")]
    public void Parse_NumberBeyondADouble_IsRefused(string field)
    {
        var parsed = StateMachine.Parse($$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","{{{field}}}":[1e999],"End":true} } }""");

        Assert.Contains(DiagnosticCodes.InvalidJsonDescription, parsed.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("$[?(@", ")]")]
    [InlineData("$[?(", "!")]
    [InlineData("$[?(", "(")]
    [InlineData("$[?(@.a", " && @.a")]
    [InlineData("$", ".a")]
    [InlineData("$", "[?(@.a)]")]
    [InlineData("States.Array(", "States.Array(")]
    public void Path_VeryDeepOrLong_DoesNotOverflowTheStack(string start, string part) =>
        Check("path", start + string.Concat(Enumerable.Repeat(part == ")]" ? "[?(@" : part, 20_000)));

    [Theory]
    [InlineData("$..*..*..*..*..*..*..*")]
    [InlineData("$[?($..*[?($..*[?($..*[?($..*[?($..*[?($..*[?($..*[?($..*[?($..*[?($..* > 1)] > 1)] > 1)] > 1)] > 1)] > 1)] > 1)] > 1)] > 1)] > 1)]")]
    public void Path_LooksAtEverythingForEverything_EndsWithAReason(string text)
    {
        var root = Value.Parse(string.Concat(Enumerable.Repeat("[1,{\"a\":", 100)) + "2" + string.Concat(Enumerable.Repeat("}]", 100)));
        var path = PathParser.Parse(text)!;

        Assert.True(path.Evaluate(root).IsUndefined);
        Assert.Contains("more than", path.Explain(root), StringComparison.Ordinal);
    }

    private static void Check(string target, string text) => Assert.Null(LongRun.Try(target, text, isTimed: false));
}
