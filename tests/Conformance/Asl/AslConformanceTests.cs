namespace AiProxy.Conformance.Tests.Asl;

/// <summary>The engine does what real Step Functions did.</summary>
public sealed class AslConformanceTests
{
    private const string Absent = "(absent)";

    public static TheoryData<string> Ids
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (var id in AslCases.Folder is null ? [Absent] : AslCases.ById.Keys)
            {
                rows.Add(new TheoryDataRow<string>(id) { TestDisplayName = id });
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_OnTheEngine_DoesAsRecordedOnAws(string id)
    {
        Assert.SkipWhen(id == Absent, "The recorded cases (shared/conformance/asl beside the project) are not here.");
        var source = AslCases.ById[id];

        var mismatches = AslRunner.Run(source);

        var known = KnownFailures.Lines.GetValueOrDefault(id);
        if (mismatches.Count == 0)
        {
            Assert.True(known is null, $"Passes, but known-failures.txt lists it ({known}): remove the line.");
            return;
        }

        Assert.SkipWhen(known is not null, known ?? "");
        Assert.Fail(string.Join('\n', mismatches));
    }

    [Fact]
    public void KnownFailures_EveryId_IsACase()
    {
        Assert.SkipWhen(AslCases.Folder is null, "The recorded cases (shared/conformance/asl beside the project) are not here.");

        Assert.DoesNotContain(KnownFailures.Lines.Keys, key => !AslCases.ById.ContainsKey(key));
    }
}
