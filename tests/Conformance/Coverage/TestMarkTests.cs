namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>What counts as a test that is about a thing, and what does not.</summary>
public sealed class TestMarkTests
{
    [Theory]
    [InlineData("""{"Type":"Wait","Seconds":1}""", true)]
    [InlineData("""{"Seconds":1,"Next":{"a":[1]},"Type":"Wait"}""", true)]
    [InlineData("""One(""Type":"Wait","Seconds":1", "expected")""", true)]
    [InlineData("""{"Type":"Wait","Next":"B"},"B":{"Type":"Pass","Seconds":1}""", false)]
    [InlineData("""{"Type":"Wait","Parameters":{"Seconds":1}}""", false)]
    [InlineData("""{"Type":"Pass","Seconds":1}""", false)]
    [InlineData("""{"Type":"Wait"}; var other = {"Seconds":1}""", false)]
    public void Beside_AFieldOfTheState_IsInTheSameObject(string test, bool expected) =>
        Assert.Equal(expected, new TestMark.Beside("\"Type\":\"Wait\"", "\"Seconds\":").Count(test) > 0);

    [Theory]
    [InlineData("""{"Retry":[{"ErrorEquals":["E"],"MaxDelaySeconds":5}]}""", true)]
    [InlineData("""{"Retry":[{"ErrorEquals":["E"]}],"MaxDelaySeconds":5}""", false)]
    [InlineData("""Run("{"MaxDelaySeconds":5}"); $"{{"Retry":[{retrier}]}}" """, true)]
    public void Within_AFieldOfAPart_IsInItsValueOrPutIntoIt(string test, bool expected) =>
        Assert.Equal(expected, new TestMark.Within("\"Retry\":", "\"MaxDelaySeconds\":").Count(test) > 0);
}
