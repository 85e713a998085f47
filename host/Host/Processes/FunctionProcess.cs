using System.ComponentModel;
using System.Diagnostics;
using AiProxy.Host.Processes.RuntimeApi;

namespace AiProxy.Host.Processes;

/// <summary>
/// One process of a function. It takes one invocation at a time, and ends by itself when its port on the Runtime API is gone: also when the host was
/// killed.
/// </summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly RuntimeSession _session;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private FunctionProcess(Process process, RuntimeSession session, Action<string> output, Action<string> error)
    {
        _process = process;
        _session = session;
        Id = process.Id;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error));
        _ = WatchAsync();
    }

    /// <summary>The operating system's id of it.</summary>
    public int Id { get; }

    /// <summary>Ends with the process, with what became of it in Lambda's words.</summary>
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc cref="RuntimeSession.InitFailure"/>
    public InvocationOutcome.Failed? InitFailure => _session.InitFailure;

    /// <summary>Whether it has ever asked for an invocation; kept by the pool, under its lock.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Whether it has answered and not yet asked again; kept by the pool, under its lock.</summary>
    public bool IsReturning { get; set; }

    /// <summary>Starts one.</summary>
    /// <param name="package">What to run.</param>
    /// <param name="environment">Its environment; it gets nothing of the host's own.</param>
    /// <param name="server">The Runtime API.</param>
    /// <param name="returning">Called whenever it has answered, before anybody hears of the answer.</param>
    /// <param name="ready">Called whenever it has become idle.</param>
    /// <param name="output">Takes a line of its standard output.</param>
    /// <param name="error">Takes a line of its standard error.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static async Task<FunctionProcess> StartAsync(
        FunctionPackage package,
        IReadOnlyDictionary<string, string> environment,
        RuntimeApiServer server,
        Action<FunctionProcess> returning,
        Action<FunctionProcess> ready,
        Action<string> output,
        Action<string> error)
    {
        RuntimeSession session = await server.OpenAsync();
        try
        {
            var start = new ProcessStartInfo(package.Program, package.Arguments)
            {
                WorkingDirectory = package.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment.Clear();
            foreach ((string name, string value) in environment)
            {
                start.Environment[name] = value;
            }
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{session.Port}";
            // It may ask for its first invocation before there is an object to say so of.
            var made = new TaskCompletionSource<FunctionProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
            session.Ready += () => made.Task.ContinueWith(
                task => ready(task.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            // It has no invocation before it is made, and so answers none.
            session.Returning += () => returning(made.Task.Result);
            Process process = Process.Start(start)!;
            // It reads nothing; an open standard input would be the host's.
            process.StandardInput.Close();
            var started = new FunctionProcess(process, session, output, error);
            made.SetResult(started);
            return started;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands it an invocation.</summary>
    /// <returns>False where it is not idle any more.</returns>
    public bool TryGive(Invocation invocation) => _session.TryGive(invocation);

    /// <summary>Ends it at once; what it has ends with <c>Runtime.ExitError</c>, unless it has ended before.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Ends it and waits for the end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended.Task.IsCompleted)
        {
            Kill();
        }
        await _ended.Task;
    }

    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        string reason = ReasonOf(_process.ExitCode);
        _session.Exited(reason);
        await _session.DisposeAsync();
        _process.Dispose();
        _ended.SetResult(reason);
    }

    // 128 and more is a signal's number, as shells have it.
    private static string ReasonOf(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        134 => "Runtime exited with error: signal: aborted",
        137 => "Runtime exited with error: signal: killed",
        139 => "Runtime exited with error: signal: segmentation fault",
        143 => "Runtime exited with error: signal: terminated",
        _ => $"Runtime exited with error: exit status {exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
    };

    private static async Task ReadAsync(StreamReader from, Action<string> take)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            take(line);
        }
    }
}
