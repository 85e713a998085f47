using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace AiProxy.Lambda.Tests.Processes;

/// <summary>The sample function in a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly TaskCompletionSource _logged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _errors;

    private SampleProcess(Process process)
    {
        _process = process;
        _output = ReadAsync(process.StandardOutput);
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static SampleProcess Start(string endpoint, string? handler, params (string Name, string Value)[] variables)
    {
        var program = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Sample").Value!;
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = endpoint;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "sample";
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512";
        if (handler is not null)
            start.Environment["ANNOTATIONS_HANDLER"] = handler;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Waits for its first line of log.</summary>
    public Task LoggedAsync() => _logged.Task.WaitAsync(RuntimeApiStub.Patience, TestContext.Current.CancellationToken);

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(RuntimeApiStub.Patience, TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            _logged.TrySetResult();
        }

        return text.ToString();
    }
}
