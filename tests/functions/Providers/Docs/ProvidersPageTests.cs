namespace AiProxy.Providers.Tests.Docs;

public sealed class ProvidersPageTests
{
    [Fact]
    public async Task Page_WrittenAgain_IsWhatIsCheckedIn()
    {
        string file = Path.Combine(Root(), "docs", "providers.md");
        string page = ProvidersPage.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);
        }

        string checkedIn = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");

        Assert.True(page == checkedIn, "docs/providers.md is not what the translators do; write it again with UPDATE_DOCS=1 and look at the difference.");
    }

    private static string Root()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AiProxy.sln")))
            {
                return folder;
            }
        }
        throw new InvalidOperationException("The repository's root is not above the test's folder.");
    }
}
