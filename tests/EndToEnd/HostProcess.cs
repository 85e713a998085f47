using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests;

/// <summary>The host as its users run it: a process of its own, with its own environment, whose standard output and error are read.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly bool _ownsFolder;
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, string folder, bool ownsFolder)
    {
        _process = process;
        _ownsFolder = ownsFolder;
        Folder = folder;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _url.TrySetException(new InvalidOperationException($"The host ended:\n{string.Join('\n', _lines)}"));
    }

    /// <summary>The operating system's id of it.</summary>
    public int Id => _process.Id;

    /// <summary>Where its routes, workflows and data are.</summary>
    public string Folder { get; }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Every line so far, of both outputs.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>The log lines: those that are JSON objects.</summary>
    public IReadOnlyList<string> LogLines => [.. _lines.Where(line => line.StartsWith('{'))];

    /// <summary>Starts the host in a folder of its own, which goes with it.</summary>
    public static async Task<HostProcess> StartAsync(
        string routes, IEnumerable<(string Name, string Text)> workflows, params (string Name, string Value)[] environment)
    {
        string folder = Directory.CreateTempSubdirectory("aiproxy-process-").FullName;
        string machines = ProjectWorkflows.CopyInto(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "routes.json"), routes);
        foreach ((string name, string text) in workflows)
        {
            await File.WriteAllTextAsync(Path.Combine(machines, name), text);
        }
        return await StartAsync(folder, ownsFolder: true, environment);
    }

    /// <summary>Starts the host on the files in <paramref name="folder"/>, which stay: another one may go on where this one is killed.</summary>
    public static Task<HostProcess> StartAsync(string folder) => StartAsync(folder, ownsFolder: false, []);

    /// <summary>Posts a body to the chat endpoint.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as an operator would, so that everything it has to say is said.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
        {
            return;
        }
        if (OperatingSystem.IsWindows())
        {
            _process.Kill();
        }
        else
        {
            using Process signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<HostProcess> StartAsync(string folder, bool ownsFolder, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "AiProxy.Host.dll"), "--urls", "http://127.0.0.1:0",
                "--routes", Path.Combine(folder, "routes.json"), "--statemachines", Path.Combine(folder, "statemachines"),
                "--data", Path.Combine(folder, "data", "aiproxy.db"),
            },
        };
        foreach (string argument in (string[])[.. PublishedFunctions.Arguments, .. StackWorkflow.ArgumentsOfTheMode])
        {
            start.ArgumentList.Add(argument);
        }
        foreach (string name in start.Environment.Keys.Where(IsOurs).ToArray())
        {
            start.Environment.Remove(name);
        }
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        var host = new HostProcess(new Process { StartInfo = start }, folder, ownsFolder);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        host.Http = new HttpClient { BaseAddress = new Uri(await host._url.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)) };
        return host;
    }

    // What whoever runs the tests has set must not reach in here; nor must a proxy.
    private static bool IsOurs(string variable) =>
        variable.StartsWith("POWERTOOLS_", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("AWS_LAMBDA_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("AiProxy", StringComparison.OrdinalIgnoreCase) || variable.EndsWith("_API_KEY", StringComparison.OrdinalIgnoreCase)
        || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }
        _lines.Enqueue(line);
        if (Listens().Match(line) is { Success: true } listens)
        {
            _url.TrySetResult(listens.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"^AiProxy listens on (\S+)$")]
    private static partial Regex Listens();
}
