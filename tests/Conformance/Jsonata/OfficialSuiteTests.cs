namespace AiProxy.Conformance.Tests.Jsonata;

/// <summary>The official JSONata test suite, one row a case.</summary>
public sealed class OfficialSuiteTests
{
    private const string NoSuite = "no-suite";

    public static IEnumerable<TheoryDataRow<string>> Cases => Suite.Missing is { } reason
        ? [new TheoryDataRow<string>(NoSuite) { Skip = reason }]
        : Suite.Cases.Keys.Select(id => new TheoryDataRow<string>(id) { TestDisplayName = id });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = false)]
    public void Case_OfTheSuite_HasTheExpectedOutcome(string id)
    {
        var fault = SuiteRunner.Run(Suite.Cases[id]);
        if (KnownFailures.Reasons.TryGetValue(id, out var reason))
        {
            Assert.True(fault is not null, $"{id} passes although it is listed as failing: {reason}. Take it off the list.");
            return;
        }

        Assert.Null(fault);
    }

    [Fact]
    public void KnownFailures_NameOnlyExistingCases()
    {
        Assert.SkipWhen(Suite.Missing is not null, Suite.Missing ?? string.Empty);
        Assert.Empty(KnownFailures.Reasons.Keys.Except(Suite.Cases.Keys));
    }

    [Fact]
    public void Suite_IsWhole()
    {
        Assert.SkipWhen(Suite.Missing is not null, Suite.Missing ?? string.Empty);
        Assert.Equal(1686, Suite.Cases.Count);
    }
}
