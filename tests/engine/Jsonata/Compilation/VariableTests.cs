namespace AiProxy.Jsonata.Tests.Compilation;

public sealed class VariableTests
{
    private static readonly JsonataOptions Namespaced = new() { NamespacedVariables = ["states"] };

    [Theory]
    [InlineData("$a + $b + $a", "a,b")]
    [InlineData("$sum($x)", "x")]
    [InlineData("($x := 1; $x)", "")]
    [InlineData("($x := $x + 1; $x)", "x")]
    [InlineData("($f := function($n){ $n = 0 ? 1 : $f($n - 1) }; $f(3))", "")]
    [InlineData("($a := function(){ $b() }; $b := function(){ 1 }; $a())", "")]
    [InlineData("function($p){ $p & $q }", "q")]
    [InlineData("items@$i.{'x': $i}", "")]
    [InlineData("$ & $$", "")]
    [InlineData("$states.input.x", "states")]
    public void FreeVariables_AreWhatTheCallerMustBind(string expression, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonataExpression.Compile(expression).FreeVariables));

    [Theory]
    [InlineData("$states.input.x & $states.result", "states.input,states.result")]
    [InlineData("$states", "states")]
    [InlineData("$states.*", "states")]
    [InlineData("$states[0].input", "states")]
    [InlineData("$lookup($states, 'input')", "states")]
    [InlineData("($states := 1; $states.input)", "")]
    [InlineData("$states.input[0].x", "states.input")]
    public void FreeVariables_Namespaced_AreResolvedByField(string expression, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonataExpression.Compile(expression, Namespaced).FreeVariables));

    [Theory]
    [InlineData("$states.input", """{"a":[1]}""")]
    [InlineData("$states.input.a", "[1]")]
    [InlineData("$states.input.a[0]", "1")]
    [InlineData("$states.input[$exists(a)]", """{"a":[1]}""")]
    [InlineData("$states.input.missing", "undefined")]
    [InlineData("$states.list", "[]")]
    [InlineData("$states.list[0]", "undefined")]
    [InlineData("$count($states.list)", "0")]
    [InlineData("$states.result", "undefined")]
    public void Evaluate_NamespacedVariable_YieldsItsValue(string expression, string expected) => Assert.Equal(
        expected,
        Jsonata.Json(expression, null, Namespaced, """{"states.input":{"a":[1]},"states.list":[]}"""));

    [Fact]
    public void Evaluate_ShadowedFunction_MeansTheVariableIfBound()
    {
        var options = new JsonataOptions { ShadowedFunctions = ["sum"] };
        Assert.Equal("5", Jsonata.Json("$sum", null, options, """{"sum":5}"""));
        Assert.Equal("3", Jsonata.Json("$sum([1,2])", null, options));
        Assert.Equal("T1006", Assert.Throws<JsonataException>(() => Jsonata.Evaluate("$sum([1,2])", null, options, """{"sum":5}""")).Code);
    }

    [Fact]
    public void Evaluate_WrongNumberOfVariables_Throws() => Assert.Throws<ArgumentException>(
        () => JsonataExpression.Compile("$a").Evaluate(default, [], Jsonata.Runtime));

    [Theory]
    [InlineData("($x := 1; ($x := 2; $y := 3); $x)", "1")]
    [InlineData("($x := 1; (($z := $x); $x := 5); $x)", "1")]
    [InlineData("$f := 3", "3")]
    [InlineData("[$q := 5, $q]", "[5,5]")]
    [InlineData("(true ? $t := 4 : 0; $t)", "4")]
    [InlineData("(false ? $t := 4 : 0; $t)", "undefined")]
    [InlineData("function($x){ $x := $x + 1 }(1)", "2")]
    [InlineData("function($x){ ($x := missing; $x) }(1)", "undefined")]
    [InlineData("function($x, $x){ $x }(1, 2)", "2")]
    [InlineData("[1..3].($v := $; $v * 2)", "[2,4,6]")]
    [InlineData("$map([1..3], function($v){ ($w := $v; function(){ $w }) }).$()", "[1,2,3]")]
    [InlineData("[1..3].($v := $; function(){ $v }).$()", "[1,2,3]")]
    [InlineData("[{'a':1},{'a':2}]@$r.(function(){ $r.a }).$()", "[1,2]")]
    [InlineData("($fib := function($n){ $n < 2 ? $n : $fib($n - 1) + $fib($n - 2) }; $fib(15))", "610")]
    [InlineData("($g := function($n){ ($m := $n; $n > 0 ? $g($n - 1) & $m : '') }; $g(3))", "\"123\"")]
    public void Evaluate_Scopes_KeepVariablesApart(string expression, string expected) => Assert.Equal(expected, Jsonata.Json(expression));

    [Fact]
    public void Evaluate_VariableBoundLater_MeansTheCallersUntilThen() =>
        Assert.Equal("[1,2]", Jsonata.Json("($before := $x; $x := 2; [$before, $x])", null, null, """{"x":1}"""));

    [Theory]
    [InlineData("phone", "phone@5")]
    [InlineData("$.a", "$@1")]
    [InlineData("$$.a", "$$@2")]
    [InlineData("$states.input.phone", "")]
    [InlineData("$states.input.items[price > 3].sku", "")]
    [InlineData("$states.input.items[$ > 3]", "")]
    [InlineData("$states.input.items[$$.x = 1]", "$$@22")]
    [InlineData("$map($states.input, function($v){ $v.name })", "")]
    [InlineData("$sum(prices)", "prices@11")]
    [InlineData("{'a': b}", "b@7")]
    [InlineData("[a, (b; c)]", "a@2,b@6,c@9")]
    [InlineData("$x^(price){name: $sum(qty)}", "")]
    [InlineData("a ? b : c", "a@1,b@5,c@9")]
    [InlineData("'a'.b", "a@3")]
    [InlineData("$x ~> |items|{'n': n}|", "")]
    [InlineData("$map($x, function($v){ name })", "name@27")]
    [InlineData("states.input", "states@6")]
    public void TopLevelReferences_AreThoseThatReadTheInput(string expression, string expected) => Assert.Equal(
        expected,
        string.Join(',', JsonataExpression.Compile(expression).TopLevelReferences.Select(r => $"{r.Name}@{r.Position}")));
}
