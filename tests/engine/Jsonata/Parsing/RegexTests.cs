using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Tests.Parsing;

/// <summary>JavaScript's regular expressions run by .NET; the expected values are V8's.</summary>
public sealed class RegexTests
{
    [Theory]
    [InlineData(@"'a1٣' ~> /\d+/", "1")]
    [InlineData(@"'é_a' ~> /\w+/", "_a")]
    [InlineData(@"'aé' ~> /a\b/", "a")]
    [InlineData(@"'x y' ~> /\s/", " ")]
    [InlineData(@"'a-b' ~> /[\w-]+/", "a-b")]
    [InlineData(@"'a-b' ~> /[\d-a]+/", "a-")]
    [InlineData(@"'a]b' ~> /[\]]/", "]")]
    [InlineData(@"'ab[]' ~> /[a-z-[b]]/", "[]")]
    [InlineData(@"'aa' ~> /(a)\1/", "aa")]
    [InlineData(@"'b' ~> /(a)?b\1/", "b")]
    [InlineData(@"'abab' ~> /(?<x>ab)\k<x>/", "abab")]
    [InlineData(@"'A' ~> /\x41/", "A")]
    [InlineData(@"'A' ~> /\u0041/", "A")]
    [InlineData(@"'A' ~> /\101/", "A")]
    [InlineData(@"'x' ~> /[^]/", "x")]
    [InlineData(@"'x' ~> /[]/", null)]
    [InlineData(@"'a{b' ~> /a\{b/", "a{b")]
    [InlineData(@"'a{,5}' ~> /a{,5}/", "a{,5}")]
    [InlineData(@"'Z' ~> /\Z/", "Z")]
    [InlineData(@"'a#b c' ~> /a#b c/", "a#b c")]
    [InlineData(@"'ſ' ~> /s/i", null)]
    [InlineData(@"'AB' ~> /ab/i", "AB")]
    [InlineData(@"'ab' ~> /(?<=a)b/", "b")]
    [InlineData(@"'ab' ~> /a(?!c)/", "a")]
    [InlineData("'a\nb' ~> /a$/", null)]
    [InlineData("'a\nb' ~> /^b$/m", "b")]
    [InlineData("'a\rb' ~> /a.b/", null)]
    [InlineData("'a\n' ~> /a$/", null)]
    public void Match_JavaScriptSyntax_MatchesAsInJavaScript(string expression, string? expected)
    {
        var result = Jsonata.Evaluate($"({expression}).match");
        Assert.Equal(expected, result.IsUndefined ? null : result.AsString());
    }

    [Theory]
    [InlineData("/(/")]
    [InlineData("/[a/")]
    [InlineData("/a**/")]
    [InlineData("/(?i)a/")]
    [InlineData("/(?>a)/")]
    [InlineData("/(?#c)a/")]
    public void Compile_InvalidRegex_Fails(string expression) => Assert.ThrowsAny<JsonataException>(() => JsonataExpression.Compile(expression));

    [Fact]
    public void Match_UsedOften_StillMatches()
    {
        var expression = JsonataExpression.Compile("$contains($, /^a(b+)c$/)");
        for (var i = 0; i < 2500; i++)
        {
            Assert.True(expression.Evaluate(Value.From("abbc"), [], Jsonata.Runtime).AsBoolean());
        }
    }
}
