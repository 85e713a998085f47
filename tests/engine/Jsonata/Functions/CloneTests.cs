namespace AiProxy.Jsonata.Tests.Functions;

public sealed class CloneTests
{
    [Theory]
    [InlineData("$clone({'a':[1]})", """{"a":[1]}""")]
    [InlineData("$clone([1,'x'])", """[1,"x"]""")]
    [InlineData("($a := {'n':1}; $b := $clone($a) ~> |$|{'n':2}|; [$a.n, $b.n])", "[1,2]")]
    public void Evaluate_Clone_IsEqualAndApart(string expression, string expected) => Assert.Equal(expected, Jsonata.Json(expression));
}
