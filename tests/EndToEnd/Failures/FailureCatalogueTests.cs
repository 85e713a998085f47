using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>What a caller, an operator and the providers see of each way to fail.</summary>
public sealed class FailureCatalogueTests(CatalogueRun run) : IClassFixture<CatalogueRun>
{
    public static IEnumerable<TheoryDataRow<string>> Names => FailureCatalogue.Rows.Select(Named);

    [Theory]
    [MemberData(nameof(Names))]
    public void Failure_OfEachKind_IsAnsweredCountedAndLogged(string name)
    {
        FailureRow row = FailureCatalogue.Rows.Single(row => row.Name == name);
        (Story story, string body) = run.Of(row);

        Assert.Equal(row.Expected.ToString(), story.ToString());
        if (row.Says.Count > 0)
        {
            string message = JsonElement.Parse(body).GetProperty("error").GetProperty("message").GetString()!;
            Assert.All(row.Says, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Catalogue_Names_AreUnique() =>
        Assert.Empty(FailureCatalogue.Rows.GroupBy(row => row.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    private static TheoryDataRow<string> Named(FailureRow row)
    {
        var named = new TheoryDataRow<string>(row.Name) { TestDisplayName = row.Name };
        // Step Functions does not end an execution whose caller has gone, nor does Lambda end an invocation.
        return row.LeavesAt > 0
            ? named.WithTrait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine).WithTrait(PublishedFunctions.Functions, PublishedFunctions.InProcess)
            : named;
    }
}
