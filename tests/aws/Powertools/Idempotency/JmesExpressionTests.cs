using System.Text.Json;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Internal.Jmes;

namespace AiProxy.Powertools.Tests.Idempotency;

public sealed class JmesExpressionTests
{
    private const string Data = """
        {"a":{"b":{"c":1},"list":[10,20,{"x":"y"}],"we-ird":true,"nul":null},
         "body":"{\"id\":\"i-1\",\"n\":[1,2]}","b64":"aGVsbG8=","text":"t"}
        """;

    [Theory]
    [InlineData("text", "\"t\"")]
    [InlineData("a.b.c", "1")]
    [InlineData("a.b", """{"c":1}""")]
    [InlineData("@", null)]
    [InlineData("@.text", "\"t\"")]
    [InlineData("a.\"we-ird\"", "true")]
    [InlineData("a.list[0]", "10")]
    [InlineData("a.list[-1].x", "\"y\"")]
    [InlineData("a.list[9]", "null")]
    [InlineData("text[0]", "null")]
    [InlineData("missing", "null")]
    [InlineData("missing.more[0]", "null")]
    [InlineData("a.nul.b", "null")]
    [InlineData("text.b", "null")]
    [InlineData("[text, a.b.c, missing]", """["t",1,null]""")]
    [InlineData("a.[b.c, list[1]]", "[1,20]")]
    [InlineData("missing.[text]", "null")]
    [InlineData("{t: text, \"d e\": a.b}", """{"t":"t","d e":{"c":1}}""")]
    [InlineData("a.{c: b.c}", """{"c":1}""")]
    [InlineData("powertools_json(body).id", "\"i-1\"")]
    [InlineData("powertools_json(body).[id, n[1]]", """["i-1",2]""")]
    [InlineData("[powertools_json(body).id, text]", """["i-1","t"]""")]
    [InlineData("powertools_base64(b64)", "\"hello\"")]
    [InlineData("powertools_json(a)", "null")]
    [InlineData("a.b | c", "1")]
    [InlineData("missing | [@]", "null")]
    [InlineData("(a.b).c", "1")]
    [InlineData("`{\"k\": [1]}`", """{"k":[1]}""")]
    [InlineData("'raw \"q\"'", "\"raw \\u0022q\\u0022\"")]
    [InlineData(" a . b . c ", "1")]
    public void Evaluate_Expression_GivesItsPart(string expression, string? expected)
    {
        using var data = JsonDocument.Parse(Data);
        using var wanted = JsonDocument.Parse(expected ?? Data);

        var result = JmesExpression.Parse(expression).Evaluate(data.RootElement);

        Assert.True(JsonElement.DeepEquals(wanted.RootElement, result), result.GetRawText());
    }

    [Theory]
    [InlineData("[a, b]", """["\u003C\u00E9",{"x":1}]""")]
    [InlineData("{k: a}", """{"k":"\u003C\u00E9"}""")]
    public void Evaluate_MultiSelect_KeepsTheTextOfItsParts(string expression, string expected)
    {
        using var data = JsonDocument.Parse("""{"a":"\u003C\u00E9","b":{"x":1}}""");

        Assert.Equal(expected, JmesExpression.Parse(expression).Evaluate(data.RootElement).GetRawText());
    }

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("a.", "ends too early")]
    [InlineData("a..b", "unexpected or unsupported '.' at 2")]
    [InlineData("a[", "ends too early")]
    [InlineData("a[*]", "unexpected or unsupported '*' at 2")]
    [InlineData("a[?b]", "unexpected or unsupported '?' at 2")]
    [InlineData("a || b", "unexpected or unsupported '|' at 3")]
    [InlineData("a[1", "ends too early")]
    [InlineData("\"a", "has no closing \"")]
    [InlineData("`{`", "which is not JSON")]
    [InlineData("length(a)", "calls length, which is not supported")]
    [InlineData("1a", "unexpected or unsupported '1' at 0")]
    public void Parse_NotSupported_SaysWhatAndWhere(string expression, string expected)
    {
        var thrown = Assert.Throws<IdempotencyConfigurationException>(() => JmesExpression.Parse(expression));

        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused() => Assert.Throws<IdempotencyConfigurationException>(
        () => JmesExpression.Parse(new string('(', 1000) + "a" + new string(')', 1000)));
}
