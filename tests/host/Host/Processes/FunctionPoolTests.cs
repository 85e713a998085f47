using AiProxy.Host.Processes;

namespace AiProxy.Host.Tests.Processes;

public sealed class FunctionPoolTests
{
    [Fact]
    public async Task Invoke_OneAfterTheOther_UsesOneProcess()
    {
        await using ShellFunction function = await ShellFunction.StartAsync();

        string first = await function.InvokeAsync("\"pid\"");
        string second = await function.InvokeAsync("\"pid\"");

        Assert.Equal(first, second);
        Assert.Single(function.Pool.ProcessIds);
        Assert.Equal("{\"x\":[1]}", await function.InvokeAsync("{\"x\":[1]}"));
    }

    [Fact]
    public async Task Invoke_SeveralAtOnce_HasAProcessEach()
    {
        await using ShellFunction function = await ShellFunction.StartAsync();

        string[] pids = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => function.InvokeAsync("\"slow\"")));

        Assert.InRange(pids.Distinct().Count(), 2, 3);
    }

    [Fact]
    public async Task Invoke_BeyondTheMostProcesses_WaitsForOne()
    {
        await using ShellFunction function = await ShellFunction.StartAsync(new PoolLimits(1, 16));

        string[] pids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => function.InvokeAsync("\"pid\"")));

        Assert.Single(pids.Distinct());
    }

    [Fact]
    public async Task Invoke_BeyondTheQueue_IsThrottled()
    {
        await using ShellFunction function = await ShellFunction.StartAsync(new PoolLimits(1, 1));

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => function.InvokeAsync("\"slow\"")));

        Assert.Contains(answers, answer => answer.StartsWith("Lambda.TooManyRequestsException: Rate Exceeded", StringComparison.Ordinal));
        Assert.Contains(answers, answer => int.TryParse(answer, out _));
    }

    [Theory]
    [InlineData("exit", """Runtime.ExitError: {"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: exit status 3"}""")]
    [InlineData("quit", """Runtime.ExitError: {"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited without providing a reason"}""")]
    [InlineData("fail", """Boom: {"errorType":"Boom","errorMessage":"no"}""")]
    [InlineData("large", """Function.ResponseSizeTooLarge: {"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}""")]
    public async Task Invoke_FunctionFails_IsLambdasErrorAndTheNextOneIsServed(string what, string expected)
    {
        await using ShellFunction function = await ShellFunction.StartAsync();

        Assert.Equal(expected, await function.InvokeAsync($"\"{what}\""));
        Assert.Equal("1", await function.InvokeAsync("1"));
    }

    [Fact]
    public async Task Invoke_TakesTooLong_IsEnded()
    {
        await using ShellFunction function = await ShellFunction.StartAsync();
        await function.InvokeAsync("1");
        int first = Assert.Single(function.Pool.ProcessIds);

        Assert.Equal(
            """Sandbox.Timedout: {"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ID Error: Task timed out after 0.25 seconds"}""",
            await function.InvokeAsync("\"hang\"", TimeSpan.FromMilliseconds(250)));
        Assert.NotEqual(first.ToString(System.Globalization.CultureInfo.InvariantCulture), await function.InvokeAsync("\"pid\""));
    }

    [Fact]
    public async Task Invoke_FunctionCannotStart_IsItsOwnError()
    {
        await using ShellFunction function = await ShellFunction.StartAsync(null, ("FAILS_TO_START", "1"));

        Assert.Equal("""NoStart: {"errorType":"NoStart","errorMessage":"no"}""", await function.InvokeAsync("1"));
        Assert.Equal("""NoStart: {"errorType":"NoStart","errorMessage":"no"}""", await function.InvokeAsync("1"));
    }

    [Fact]
    public async Task Invoke_CallerGoes_ProcessGoesOn()
    {
        await using ShellFunction function = await ShellFunction.StartAsync();
        string pid = await function.InvokeAsync("\"pid\"");
        using var gone = new CancellationTokenSource();
        Task<string> asking = function.InvokeAsync("\"slow\"", cancellationToken: gone.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!function.Lines.Contains("began"))
        {
            await Task.Delay(5, patience.Token);
        }
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        // It has the invocation still, so another process is started; later both are there.
        string other = await function.InvokeAsync("\"pid\"");

        Assert.NotEqual(pid, other);
        Assert.Equal(2, function.Pool.ProcessIds.Count);
    }

    [Fact]
    public async Task Invoke_StreamedAnswer_IsOneAnswer()
    {
        await using ShellFunction function = await ShellFunction.StartAsync();

        Assert.Equal("""{"a":1}""", await function.InvokeAsync("\"stream\""));
    }

    [Fact]
    public async Task Environment_IsWhatWasGivenAndNothingElse()
    {
        await using ShellFunction function = await ShellFunction.StartAsync(null, ("GIVEN", "1"));

        string names = (await function.InvokeAsync("\"names\"")).Trim('"', ' ');

        // What a shell sets for itself is not from us.
        Assert.Equal(["AWS_LAMBDA_RUNTIME_API", "GIVEN", "PATH"], names.Split(' ').Except(["PWD", "OLDPWD", "SHLVL", "_"]));
    }

    [Fact]
    public async Task Retire_IdleEndAndInvocationsAreStillTaken()
    {
        await using ShellFunction function = await ShellFunction.StartAsync();
        await function.InvokeAsync("1");

        function.Pool.Retire();

        Assert.Equal("2", await function.InvokeAsync("2"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!function.Pool.IsEmpty)
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
