namespace AiProxy.Jsonata.Tests.Functions;

/// <summary>Where this evaluator differs from jsonata-js on purpose.</summary>
public sealed class DeviationTests
{
    [Theory]
    [InlineData("$keys({'b':1,'2':1,'1':1})", """["b","2","1"]""")]
    [InlineData("a.b[true]", "2")]
    [InlineData("5 ~> $substring(?, 1)", "T0411")]
    [InlineData("{} in [{}]", "true")]
    [InlineData("$toMillis('2018-01-02T03:04:05') = $toMillis('2018-01-02T03:04:05Z')", "true")]
    [InlineData("[1 + 'a', $nope()]", "T2002")]
    [InlineData("$fromMillis(0, '[a1]')", "D3132")]
    [InlineData("[1/0]", """["Infinity"]""")]
    public void Evaluate_KnownDeviation_IsAsDocumented(string expression, string expected)
    {
        const string Input = """{"a":[{},{"b":2}],"Account":{"x":1,"Order":{"id":1}}}""";
        try
        {
            Assert.Equal(expected, Jsonata.Json(expression, Input));
        }
        catch (JsonataException e)
        {
            Assert.Equal(expected, e.Code);
        }
    }
}
