using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace AiProxy.EndToEnd.Tests;

/// <summary>The host as a process: SIGTERM, and what it prints.</summary>
public sealed class SafetyProcessTests : IDisposable
{
    private const string Ask = """{"model":"chat","messages":[{"role":"user","content":"Name a prime number."}]}""";
    private const string Slow = """{"providers":{"openai":{}},"routes":{"chat":{"targets":["openai/gpt-5.2@delay=1s"]}}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-process-").FullName;

    [Fact]
    public async Task Terminate_RequestIsRunning_AnswersItAndEndsWell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using SafetyHostProcess host = SafetyHostProcess.Start(_folder, Slow, "--banner", "false");
        JsonElement started = await LineAsync(host.Output, "AiProxy listens on");
        using var http = new HttpClient { BaseAddress = new Uri(started.GetProperty("url").GetString()!) };
        using var content = new StringContent(Ask, Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> running = http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);
        while (JsonDocument.Parse(await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken))
            .RootElement.GetProperty("running").GetInt32() == 0)
        {
            // Asked again until the request has a slot.
        }

        host.Terminate();

        Assert.True((await LineAsync(host.Output, "Stopping")).GetProperty("running").GetInt32() >= 1);
        using HttpResponseMessage response = await running;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, await host.WaitAsync());
        await LineAsync(host.Output, "Stopped");
    }

    [Fact]
    public async Task Banner_Off_EveryLineIsJsonInTheFunctionsShape()
    {
        await using SafetyHostProcess host = SafetyHostProcess.Start(_folder, Slow, "--banner", "false");
        JsonElement started = await LineAsync(host.Output, "AiProxy listens on");
        Assert.Equal("aiproxy", started.GetProperty("service").GetString());
        Assert.Equal(Path.Combine(_folder, "routes.json"), started.GetProperty("routes_file").GetString());

        await File.WriteAllTextAsync(Path.Combine(_folder, "routes.json"), Slow.Replace("openai/", "opnai/", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        JsonElement diagnostic = await LineAsync(host.Output, "There is no provider 'opnai'");
        Assert.Equal("Error", diagnostic.GetProperty("level").GetString());
        Assert.Equal(1, diagnostic.GetProperty("line").GetInt32());
        Assert.True(diagnostic.GetProperty("column").GetInt32() > 1);
        Assert.Equal("unknown_provider", diagnostic.GetProperty("code").GetString());
        Assert.Equal("/routes/chat/targets/0", diagnostic.GetProperty("pointer").GetString());
        Assert.Contains("openai", diagnostic.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await LineAsync(host.Output, "revision 1 stays in force")).GetProperty("errors").GetInt32());

        await File.WriteAllTextAsync(Path.Combine(_folder, "routes.json"), Slow, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await LineAsync(host.Output, "good again")).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task Banner_On_HasTheCurlLineAndDiagnosticsGoToStandardError()
    {
        await using SafetyHostProcess host = SafetyHostProcess.Start(_folder, Slow);
        await FindAsync(host.Output, line => line.TrimStart().StartsWith("curl http://127.0.0.1:", StringComparison.Ordinal));

        await File.WriteAllTextAsync(Path.Combine(_folder, "routes.json"), "{", TestContext.Current.CancellationToken);

        string line = await FindAsync(host.Error, line => line.Contains("error invalid_json", StringComparison.Ordinal));
        Assert.StartsWith(Path.Combine(_folder, "routes.json") + "(1,", line, StringComparison.Ordinal);
        await FindAsync(host.Error, line => line.Contains("stay in force until it is corrected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Urls_ReachableFromElsewhere_WarnsThatThereIsNoAuthentication()
    {
        await using SafetyHostProcess host = SafetyHostProcess.Start(_folder, Slow, "--urls", "http://0.0.0.0:0");

        Assert.Contains("no authentication", await FindAsync(host.Error, line => line.StartsWith("warning:", StringComparison.Ordinal)), StringComparison.Ordinal);
        await FindAsync(host.Output, line => line.TrimStart().StartsWith("curl http://127.0.0.1:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--AiProxy:MaxConcurrentRequests", "0", "MaxConcurrentRequests")]
    [InlineData("--AiProxy:MaxConcurrentRequest", "5", "MaxConcurrentRequest")]
    [InlineData("--AiProxy:QueueTimeoutSeconds", "soon", "QueueTimeoutSeconds")]
    public async Task Setting_Wrong_IsNamedAndTheHostDoesNotStart(string name, string value, string named)
    {
        await using SafetyHostProcess host = SafetyHostProcess.Start(_folder, Slow, name, value);

        string line = await FindAsync(host.Error, line => line.StartsWith("AiProxy cannot start.", StringComparison.Ordinal));

        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Equal(1, await host.WaitAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<string> FindAsync(ChannelReader<string> lines, Predicate<string> wanted) =>
        FirstAsync(lines, line => wanted(line) ? line : null);

    // Each line is parsed on the way: one that is not JSON fails the test.
    private static async Task<JsonElement> LineAsync(ChannelReader<string> lines, string message) =>
        JsonDocument.Parse(await FirstAsync(
            lines,
            line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!.Contains(message, StringComparison.Ordinal) ? line : null)).RootElement;

    private static async Task<string> FirstAsync(ChannelReader<string> lines, Func<string, string?> choose)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var seen = new StringBuilder();
        try
        {
            await foreach (string line in lines.ReadAllAsync(patience.Token))
            {
                if (choose(line) is { } chosen)
                {
                    return chosen;
                }
                seen.AppendLine(line);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Not among what the process printed: {seen}");
        }
        throw new InvalidOperationException($"The process ended, and printed: {seen}");
    }
}
