using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AiProxy.Peers;

/// <summary>A server in a process of its own, that says on its output which port of 127.0.0.1 it got.</summary>
internal sealed partial class PeerProcess : IAsyncDisposable
{
    /// <summary>
    /// Runs a program until its own standard input ends, which it does when this process ends, however it ends: no test run leaves a
    /// server behind.
    /// </summary>
    private const string Supervisor =
        """
        exec 3<&0
        "$@" </dev/null 3<&- & child=$!
        { cat <&3; kill $child; } >/dev/null 2>&1 &
        exec 3<&-
        wait $child
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _endpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private PeerProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Where the server answers.</summary>
    public Uri Endpoint => _endpoint.Task.Result;

    /// <summary>Starts a program and waits for its address.</summary>
    /// <exception cref="PeerUnavailableException">There is no such program, or it ended without an address.</exception>
    public static async Task<PeerProcess> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var peer = new PeerProcess(Start(program, arguments));
        try
        {
            var ended = peer._reading;
            var first = await Task.WhenAny(peer._endpoint.Task, ended).WaitAsync(StartLimit, cancellationToken);
            return first != ended || peer._endpoint.Task.IsCompleted
                ? peer
                : throw new PeerUnavailableException($"{program} ended before it answered: {peer.Output()}");
        }
        catch (TimeoutException)
        {
            await peer.DisposeAsync();
            throw new PeerUnavailableException($"{program} did not answer within {StartLimit}: {peer.Output()}");
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="PeerUnavailableException">There is no such program, or it failed.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var run = new PeerProcess(Start(program, arguments));
        await run._reading.WaitAsync(cancellationToken);
        await run._process.WaitForExitAsync(cancellationToken);
        if (run._process.ExitCode != 0)
            throw new PeerUnavailableException($"{program} failed with {run._process.ExitCode}: {run.Output()}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        if (OperatingSystem.IsWindows())
            throw new PeerUnavailableException($"{program} is started by a POSIX shell.");
        if (!IsOnPath(program))
            throw new PeerUnavailableException($"{program} is not on the PATH.");

        var start = new ProcessStartInfo("/bin/sh", ["-c", Supervisor, program, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new PeerUnavailableException($"{program} could not be started.");
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task ReadAsync(StreamReader reader)
    {
        // To the end, though only the first lines matter: a server whose pipe is full stands still.
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
                _endpoint.TrySetResult(new Uri(match.Value));
            lock (_output)
            {
                if (_output.Length < 16 * 1024)
                    _output.AppendLine(line);
            }
        }
    }

    private string Output()
    {
        lock (_output)
            return _output.ToString().Trim();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
