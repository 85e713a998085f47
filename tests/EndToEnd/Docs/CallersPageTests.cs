using System.Text;

namespace AiProxy.EndToEnd.Tests.Docs;

/// <summary>Runs every example of <c>docs/callers.md</c>. With the environment variable UPDATE_DOCS=1 it writes the answers into the page instead.</summary>
public sealed class CallersPageTests
{
    private static readonly string Page = Path.Combine(RunningHost.ProjectRoot, "docs", "callers.md");

    [Fact]
    public async Task Examples_Run_AnswerWhatThePageSays()
    {
        string routes = await File.ReadAllTextAsync(
            Path.Combine(RunningHost.ProjectRoot, "docs", "callers.routes.json"), TestContext.Current.CancellationToken);
        var page = new CallersPage(await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
        await using RunningHost host = await RunningHost.StartAsync(routes);
        var answers = new List<string>();
        foreach (CallersPage.Example example in page.Examples)
        {
            answers.Add(await AskAsync(host, CurlLine.Parse(example.Curl)));
        }

        Assert.NotEmpty(answers);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Page, page.With(answers), TestContext.Current.CancellationToken);
            return;
        }
        foreach ((CallersPage.Example example, string answer) in page.Examples.Zip(answers))
        {
            Assert.True(example.Answer == answer, $"docs/callers.md shows another answer than the one that came.\n{example.Curl}\n\nThe page:\n{example.Answer}\n\nThe host:\n{answer}\n\nIf the host is right: UPDATE_DOCS=1 dotnet test");
        }
    }

    private static async Task<string> AskAsync(RunningHost host, CurlLine curl)
    {
        using var request = new HttpRequestMessage(curl.Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(curl.Path, UriKind.Relative));
        if (curl.Body is not null)
        {
            request.Content = new StringContent(curl.Body, Encoding.UTF8, "application/json");
        }
        foreach ((string name, string value) in curl.Headers.Where(header => !header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.Add(name, value);
        }
        using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answers.RenderAsync(response, curl.ShowsHeaders);
    }
}
