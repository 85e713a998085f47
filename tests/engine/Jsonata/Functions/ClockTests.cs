namespace AiProxy.Jsonata.Tests.Functions;

public sealed class ClockTests
{
    [Theory]
    [InlineData("$now()", "\"2026-02-03T04:05:06.789Z\"")]
    [InlineData("$millis()", "1770091506789")]
    [InlineData("$now('[Y]/[M]/[D]')", "\"2026/2/3\"")]
    [InlineData("$now('[H01]:[m01]', '-0500')", "\"23:05\"")]
    [InlineData("$toMillis('10:30', '[H]:[m]') = $toMillis('2026-02-03T10:30:00Z')", "true")]
    [InlineData("$toMillis('5/6', '[D]/[M]') = $toMillis('2026-06-05')", "true")]
    [InlineData("$random()", "0.25")]
    [InlineData("$shuffle([1,2,3,4])", "[3,4,2,1]")]
    public void Evaluate_ClockAndRandomness_ComeFromTheRuntime(string expression, string expected) =>
        Assert.Equal(expected, Jsonata.Json(expression));

    [Theory]
    [InlineData("$fromMillis(1e21)")]
    [InlineData("$fromMillis(0, '[Y]', 'abc')")]
    public void Evaluate_ImpossibleTime_FailsWhereJsonataJsWritesNaN(string expression) => Assert.Null(Jsonata.Fails(expression).Code);
}
