using System.Diagnostics;

namespace AiProxy.EndToEnd.Tests;

/// <summary><c>cdk/smoke</c>, which the first person with an account runs against a deployment, against a host: what it asks, a host can answer.</summary>
public sealed class SmokeScriptTests
{
    private const string Panel = """["openai/gpt-5.2@delay=300ms", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro@delay=300ms"]""";

    private const string Routes = $$"""
        { "providers": { "openai": {}, "anthropic": {}, "gemini": {} },
          "routes": {
            "gpt": { "targets": ["openai/gpt-5.2"] },
            "slow": { "targets": ["openai/gpt-5.2@delay=2s"] },
            "panel-first": { "targets": {{Panel}} },
            "panel-all": { "strategy": "all", "targets": {{Panel}} },
            "panel-race": { "strategy": "race", "targets": {{Panel}} },
            "panel-vote": { "strategy": "vote", "targets": {{Panel}} } } }
        """;

    [Fact]
    public async Task Smoke_OfAHost_PassesWhatAppliesToIt()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes);

        (int exit, string output) = await RunAsync(host, "--slow", "slow");

        Assert.True(exit == 0, output);
        Assert.Contains("14 passed, 0 failed, 4 skipped", output, StringComparison.Ordinal);
        Assert.Contains("siblings: 2 abandoned, 0 answered too, 0 failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Smoke_OfAHostThatLacksARoute_Fails()
    {
        await using RunningHost host = await RunningHost.StartAsync("""{ "providers": { "openai": {} }, "routes": { "gpt": { "targets": ["openai/gpt-5.2"] } } }""");

        (int exit, string output) = await RunAsync(host);

        Assert.Equal(1, exit);
        Assert.Contains("FAILED  models lists the routes: no route 'panel-first'", output, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output)> RunAsync(RunningHost host, params string[] arguments)
    {
        Assert.SkipUnless(Find("node") is not null, "Node is not on the PATH.");
        var start = new ProcessStartInfo(
            "node", [Path.Combine(RunningHost.ProjectRoot, "cdk", "smoke"), "--local", "--url", new Uri(host.Http.BaseAddress!, "/v1").ToString(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static string? Find(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
}
