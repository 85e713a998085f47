using System.Diagnostics;
using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;
using AiProxy.Host.Functions;
using AiProxy.Host.Processes;
using AiProxy.Host.Storage;
using AiProxy.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.EndToEnd.Tests.Processes;

/// <summary>Published functions that are killed, and what the provider itself counts then; processes that must not outlive their host.</summary>
[Trait("Functions", "Process")]
public sealed class FunctionProcessTests : IAsyncDisposable
{
    private const string CallProvider = "CallProvider";

    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-functions-test-").FullName;

    public FunctionProcessTests() => Assert.SkipUnless(
        PublishedFunctions.IsChosen, $"Needs published functions: cdk/publish provided.al2023 --arch x64 --output artifacts/functions-x64, then {StepFunctionsMode.Variable}=process.");

    [Fact]
    public async Task Killed_AnswerWasStored_ProviderIsNotAskedAgain()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("openai/gpt-5.2"));
        ProcessFunctions functions = FunctionsOf(host);
        int killed = 0;
        ((SqliteItemStore)functions.Stores.Items).Kept += item =>
        {
            // The answer is in the record, and the function has not yet heard that it is.
            if (item.Contains("COMPLETED", StringComparison.Ordinal) && Interlocked.Increment(ref killed) == 1)
            {
                KillAll(functions.ProcessIdsOf(CallProvider));
            }
        };

        using HttpResponseMessage first = await AskAsync(host, "k-1");
        using HttpResponseMessage second = await AskAsync(host, "k-1");

        Assert.Equal(1, killed);
        Assert.Equal(HttpStatusCode.BadGateway, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(1, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task Killed_AnswerWasNotStored_ProviderIsAskedOnceMore()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("openai/gpt-5.2@delay=400ms", deadlineMs: 3000, timeoutMs: 1000));
        ProcessFunctions functions = FunctionsOf(host);

        Task<HttpResponseMessage> asking = AskAsync(host, "k-1");
        await Eventually.IsTrueAsync(() => host.Simulators.TotalCalls == 1);
        KillAll(functions.ProcessIdsOf(CallProvider));
        using HttpResponseMessage first = await asking;
        Assert.Equal(HttpStatusCode.BadGateway, first.StatusCode);
        HttpResponseMessage second = await AskAsync(host, "k-1");
        for (int again = 0; again < 5 && second.StatusCode != HttpStatusCode.OK; again++)
        {
            // The killed invocation's record holds until its deadline has passed.
            second.Dispose();
            second = await AskAsync(host, "k-1");
        }

        using (second)
        {
            Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        }
        Assert.Equal(2, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task Killed_InMidInvocation_IsLambdasExitError()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("openai/gpt-5.2@hang"));
        Task<HttpResponseMessage> asking = AskAsync(host, null);
        await Eventually.IsTrueAsync(() => host.Simulators.TotalCalls == 1);

        KillAll(FunctionsOf(host).ProcessIdsOf(CallProvider));

        using HttpResponseMessage response = await asking;
        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Contains("Runtime.ExitError", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RaceLoser_RunsToItsEnd()
    {
        await using RunningHost host = await RunningHost.StartAsync("""
            {"providers": {"openai": {}, "gemini": {}}, "routes": {"chat": {"strategy": "race", "targets": ["openai/gpt-5.2@delay=200ms", "gemini/gemini-3-pro@delay=900ms"]}}}
            """);

        using HttpResponseMessage response = await AskAsync(host, null);
        Assert.Equal("openai", response.Headers.GetValues("aiproxy-winner").Single());

        await host.Simulators.WaitUntilAsync(calls => calls.All(call => call.Outcome != SimulatedOutcome.Pending), TestContext.Current.CancellationToken);
        Assert.All(host.Simulators.Calls, call => Assert.Equal(SimulatedOutcome.Answered, call.Outcome));
    }

    [Fact]
    public async Task Processes_WithinTheirLimit_AreUsedAgain()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("openai/gpt-5.2@delay=50ms"), null, "--AiProxy:MaxProcessesPerFunction", "2");

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AskAsync(host, null)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.InRange(FunctionsOf(host).ProcessIdsOf(CallProvider).Count, 1, 2);
    }

    [Fact]
    public async Task LargePrompt_GoesThroughTheBucket()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("openai/gpt-5.2"));
        string prompt = new('x', 400_000);

        using HttpResponseMessage response = await host.PostAsync($$"""{"model":"chat","messages":[{"role":"user","content":"{{prompt}}"}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, host.Simulators.TotalCalls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Host_Ends_LeavesNoProcessBehind(bool killed)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Children are looked up in /proc.");
        ProjectWorkflows.CopyInto(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "routes.json"), Routes("openai/gpt-5.2"), TestContext.Current.CancellationToken);
        await using HostProcess host = await HostProcess.StartAsync(_folder);
        using HttpResponseMessage response = await host.PostAsync("""{"model":"chat","messages":[{"role":"user","content":"Name a prime number."}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        int[] children = ChildrenOf(host.Id);
        Assert.Equal(4, children.Length);

        await (killed ? host.KillAsync() : host.StopAsync());

        await Eventually.IsTrueAsync(() => children.All(child => !IsRunning(child)));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static ProcessFunctions FunctionsOf(RunningHost host) => (ProcessFunctions)host.Services[0].GetRequiredService<IWorkflowFunctions>();

    private static string Routes(string target, int deadlineMs = 20_000, int timeoutMs = 10_000) => $$"""
        {"providers": {"openai": {} }, "routes": {"chat": {"targets": ["{{target}}"], "deadlineMs": {{deadlineMs}}, "timeoutMs": {{timeoutMs}} } } }
        """;

    private static Task<HttpResponseMessage> AskAsync(RunningHost host, string? key) => host.PostAsync(
        """{"model":"chat","messages":[{"role":"user","content":"Name a prime number."}]}""", key is null ? [] : [("Idempotency-Key", key)]);

    private static void KillAll(IEnumerable<int> ids)
    {
        foreach (int id in ids)
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
        }
    }

    private static int[] ChildrenOf(int parent) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, null)).Where(id => ParentOf(id) == parent)];

    // "pid (name) state parent ..."; a zombie has ended.
    private static string[]? StatusOf(int id)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int? ParentOf(int id) => StatusOf(id) is { } status ? int.Parse(status[1], null) : null;

    private static bool IsRunning(int id) => StatusOf(id) is { } status && status[0] != "Z";
}
