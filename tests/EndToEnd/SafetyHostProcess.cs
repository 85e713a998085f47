using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests;

/// <summary>The host as a process of its own: what signals do to it, and what it prints.</summary>
internal sealed class SafetyHostProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _error = Channel.CreateUnbounded<string>();

    private SafetyHostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Pass(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Pass(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Every line of standard output, as it comes; ends with the process.</summary>
    public ChannelReader<string> Output => _output.Reader;

    /// <summary>Every line of standard error.</summary>
    public ChannelReader<string> Error => _error.Reader;

    /// <summary>Starts it on a free port.</summary>
    public static SafetyHostProcess Start(string folder, string routes, params string[] arguments)
    {
        string routesFile = Path.Combine(folder, "routes.json");
        File.WriteAllText(routesFile, routes);
        string machines = Path.Combine(folder, "statemachines");
        if (!Directory.Exists(machines))
        {
            ProjectWorkflows.CopyInto(folder);
        }
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "AiProxy.Host.dll"), "--urls", "http://127.0.0.1:0", "--routes", routesFile, "--simulate", "true", .. PublishedFunctions.Arguments, .. StackWorkflow.ArgumentsOfTheMode, .. arguments,
        ];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }
        return new SafetyHostProcess(Process.Start(start)!);
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, SigTerm));

    /// <summary>Waits for the process to end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private static void Pass(Channel<string> to, string? line)
    {
        if (line is null)
        {
            to.Writer.TryComplete();
        }
        else
        {
            to.Writer.TryWrite(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
