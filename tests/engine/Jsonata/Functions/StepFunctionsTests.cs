namespace AiProxy.Jsonata.Tests.Functions;

public sealed class StepFunctionsTests
{
    [Theory]
    [InlineData("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]")]
    [InlineData("$partition([], 2)", "undefined")]
    [InlineData("$partition([1,2,3])", "[[1,2,3]]")]
    [InlineData("$partition([1,2], 0)", "undefined")]
    [InlineData("$partition([1,2], -0.5)", "undefined")]
    [InlineData("$partition([1], 5)", "[[1]]")]
    [InlineData("$partition([null], 1)", "[[null]]")]
    [InlineData("$partition(missing, 1)", "undefined")]
    [InlineData("$partition({'a':1}, 1)", "[[{\"a\":1}]]")]
    [InlineData("$hash('', 'MD5')", "\"d41d8cd98f00b204e9800998ecf8427e\"")]
    [InlineData("$hash('\u00e9', 'MD5')", "\"66ddcd97cfdeabb2f6fb8a999b4bc76f\"")]
    [InlineData("$parse('\"a\"')", "\"a\"")]
    [InlineData("$random(-1) >= 0 and $random(-1) < 1", "true")]
    [InlineData("$random(9007199254740991) < 1", "true")]
    [InlineData("$partition(7, 1)", "[[7]]")]
    [InlineData("$partition([1,2,3], 1.9)", "[[1],[2],[3]]")]
    [InlineData("$range(1, 9, 2)", "[1,3,5,7,9]")]
    [InlineData("$range(1, 8, 2)", "[1,3,5,7]")]
    [InlineData("$range(5, 1, -2)", "[5,3,1]")]
    [InlineData("$range(1, 0, 1)", "undefined")]
    [InlineData("$range(1, 5, 0)", "undefined")]
    [InlineData("$range(1, 5, 0.5)", "undefined")]
    [InlineData("$range(1, 5)", "undefined")]
    [InlineData("$range(3, 3, 1)", "3")]
    [InlineData("$range(-1.7, 2, 1)", "[-1,0,1,2]")]
    [InlineData("$range(5, 1, -1.5)", "[5,4,3,2,1]")]
    [InlineData("$count($range(1, 360145, 1))", "360145")]
    [InlineData("$hash('a')", "undefined")]
    [InlineData("$range(1.9, 3.9, 1.9)", "[1,2,3]")]
    [InlineData("$hash('hello', 'MD5')", "\"5d41402abc4b2a76b9719d911017c592\"")]
    [InlineData("$hash('hello', 'SHA-1')", "\"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\"")]
    [InlineData("$hash('hello', 'SHA-256')", "\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"")]
    [InlineData("$length($hash('hello', 'SHA-384'))", "96")]
    [InlineData("$length($hash('hello', 'SHA-512'))", "128")]
    [InlineData("$random(42)", "0.7275636800328681")]
    [InlineData("$random(0)", "0.730967787376657")]
    [InlineData("$random()", "0.25")]
    [InlineData("$uuid()", "\"00000000-0000-4000-8000-000000000001\"")]
    [InlineData("$parse('{\"a\":[1,null]}')", """{"a":[1,null]}""")]
    [InlineData("$parse('-0')", "0")]
    [InlineData("$parse(missing)", "undefined")]
    [InlineData("$parse()", "undefined")]
    [InlineData("$parse('{\"n\":9223372036854775807}').n", "9223372036854775807")]
    [InlineData("$string($parse('{\"n\":9223372036854775807}'))", "\"{\\\"n\\\":9223372036854775807}\"")]
    [InlineData("$parse('9007199254740993') & ''", "\"9007199254740993\"")]
    [InlineData("$parse('9223372036854775808')", "9223372036854776000")]
    [InlineData("$parse('9007199254740993') - 1", "9007199254740991")]
    [InlineData("$exists($parse('null'))", "true")]
    [InlineData("$random(0.9) = $random(0)", "true")]
    [InlineData("$map(['{\"a\":1}', '{\"a\":2}'], $parse).a", "[1,2]")]
    [InlineData("'1' ~> $parse", "1")]
    public void Evaluate_AddedFunction_Works(string expression, string expected) =>
        Assert.Equal(expected, Jsonata.Json(expression, null, JsonataOptions.StepFunctions));

    [Theory]
    [InlineData("$partition(null, 2)", "T0412: Argument 1 of function \"partition\" must be an array of \"values\"")]
    [InlineData("$partition([1], 'x')", "T0410: Argument 2 of function \"partition\" does not match function signature")]
    [InlineData("$range('a', 2, 1)", "T0410: Argument 1 of function \"range\" does not match function signature")]
    [InlineData("$range(1, 2, null)", "T0410: Argument 3 of function \"range\" does not match function signature")]
    [InlineData("$parse(5)", "T0410: Argument 1 of function \"parse\" does not match function signature")]
    [InlineData("$random('x')", "T0410: Argument 1 of function \"random\" does not match function signature")]
    [InlineData("$partition([1], -1)", "D3137: Second argument must be zero or greater")]
    [InlineData("$partition([1], 2, 'x')", "T0410: Argument 3 of function \"partition\" does not match function signature")]
    [InlineData("$range(1)", "T0410: Argument 2 of function \"range\" does not match function signature")]
    [InlineData("$range(1, 360146, 1)", "Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    [InlineData("$range(1, 1e12, 1)", "Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    [InlineData("$hash('x', 'md5')", "D3137: The hash algorithm 'md5' is not supported. Use MD5, SHA-1, SHA-256, SHA-384 or SHA-512.")]
    [InlineData("$hash(42, 'MD5')", "T0410: Argument 1 of function \"hash\" does not match function signature")]
    [InlineData("$parse('{')", "D3137: Invalid JSON")]
    [InlineData("$parse('')", "D3137: Invalid JSON")]
    [InlineData("$parse('{\"a\":1}{\"b\":2}')", "D3137: Invalid JSON")]
    [InlineData("$parse('{\"a\":1,\"a\":2}')", "D3137: Invalid JSON")]
    [InlineData("$parse('1e400')", "D3137: Invalid JSON")]
    [InlineData("$parse(null)", "T0410: Argument 1 of function \"parse\" does not match function signature")]
    [InlineData("$random(1, 2)", "T0410: Argument 2 of function \"random\" does not match function signature")]
    [InlineData("$uuid('seed')", "T0410: Argument 1 of function \"uuid\" does not match function signature")]
    public void Evaluate_ArgumentsThatDoNotDo_FailAsOnAws(string expression, string expected)
    {
        var failure = Jsonata.Fails(expression, null, JsonataOptions.StepFunctions);

        Assert.Equal(expected, failure.Code is null ? failure.Message : $"{failure.Code}: {failure.Message}");
    }

    [Theory]
    [InlineData("$eval('1')")]
    [InlineData("$randomSeeded(1)")]
    public void Evaluate_RemovedFunction_IsNoFunction(string expression)
    {
        var e = Jsonata.Fails(expression, null, JsonataOptions.StepFunctions);
        Assert.Equal("T1006", e.Code);
        Assert.Equal("Attempted to invoke a non-function", e.Message);
    }

    [Theory]
    [InlineData("$uuid()")]
    [InlineData("$partition([1], 1)")]
    public void Evaluate_AddedFunctionInPlainJsonata_IsNoFunction(string expression) => Assert.Equal("T1006", Jsonata.Fails(expression).Code);
}
