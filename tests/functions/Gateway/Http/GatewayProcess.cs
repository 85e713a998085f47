using System.Diagnostics;
using AiProxy.Lambda.Tests;

namespace AiProxy.Gateway.Tests.Http;

/// <summary>The Gateway's program as Lambda starts it: a process of its own, that knows what it needs from its environment alone.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private GatewayProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static GatewayProcess Start(RuntimeApiStub api, params (string Name, string Value)[] environment)
    {
        // With the tests' own frameworks: what their web framework has in it is not beside the program.
        string own = Path.Combine(AppContext.BaseDirectory, "AiProxy.Gateway.Tests");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "exec", "--runtimeconfig", own + ".runtimeconfig.json", "--depsfile", own + ".deps.json", Path.Combine(AppContext.BaseDirectory, "AiProxy.Gateway.dll"),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Endpoint;
        start.Environment["ANNOTATIONS_HANDLER"] = "Gateway";
        start.Environment["AWS_REGION"] = "eu-west-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        return new GatewayProcess(Process.Start(start)!);
    }

    /// <summary>Ends it at once, as Lambda does at the end of its time.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Everything it said, once it has ended by itself.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return await _output + await _error;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }
}
