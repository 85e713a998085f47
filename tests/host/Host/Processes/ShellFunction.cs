using AiProxy.Host.Processes;
using AiProxy.Host.Processes.RuntimeApi;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiProxy.Host.Tests.Processes;

/// <summary>A function in a few lines of shell, which does what its event says.</summary>
internal sealed class ShellFunction : IFunctionOutput, IAsyncDisposable
{
    private const string Script = """
        api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
        [ -z "$FAILS_TO_START" ] || { curl -sS -d '{"errorType":"NoStart","errorMessage":"no"}' -H 'Lambda-Runtime-Function-Error-Type: NoStart' "$api/init/error"; exit 1; }
        headers=headers.$$
        while event=$(curl -sS -D "$headers" "$api/invocation/next"); do
          id=$(sed -n 's/^Lambda-Runtime-Aws-Request-Id: *\([^ \r]*\).*/\1/Ip' "$headers")
          answer() { curl -sS -o answer.$$ -w '%{http_code}\n' "$@" "$api/invocation/$id/response"; }
          case $event in
            '"exit"') exit 3 ;;
            '"quit"') exit 0 ;;
            '"hang"') sleep 600 ;;
            '"large"') head -c 6291557 /dev/zero | answer --data-binary @- ;;
            '"fail"') curl -sS -d '{"errorType":"Boom","errorMessage":"no"}' -H 'Lambda-Runtime-Function-Error-Type: Boom' "$api/invocation/$id/error" ;;
            '"stream"') printf '{"a":1}' | answer -X POST -H 'Transfer-Encoding: chunked' -T - ;;
            '"pid"') answer -d "$$" ;;
            '"names"') answer -d "\"$(env | sed 's/=.*//' | sort | tr '\n' ' ')\"" ;;
            '"slow"') echo began; sleep 0.3; answer -d "$$" ;;
            *) answer -d "$event" ;;
          esac
        done
        """;

    private readonly List<string> _lines = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-shell-").FullName;
    private readonly RuntimeApiServer _server;

    private ShellFunction(RuntimeApiServer server, PoolLimits limits, (string Name, string Value)[] environment)
    {
        _server = server;
        string script = Path.Combine(_folder, "function");
        File.WriteAllText(script, Script);
        var variables = environment.Append(("PATH", Environment.GetEnvironmentVariable("PATH")!)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        Pool = new FunctionPool(new FunctionPackage("Shell", _folder, "/bin/sh", [script]), variables, server, limits, TimeProvider.System, this, NullLogger.Instance);
    }

    public FunctionPool Pool { get; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public static async Task<ShellFunction> StartAsync(PoolLimits? limits = null, params (string Name, string Value)[] environment)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The function is a POSIX shell's.");
        return new ShellFunction(await RuntimeApiServer.StartAsync(TestContext.Current.CancellationToken), limits ?? new PoolLimits(4, 16), environment);
    }

    /// <summary>Invokes it.</summary>
    /// <returns>The answer's text, or the error's name and text.</returns>
    public async Task<string> InvokeAsync(string payload, TimeSpan? limit = null, CancellationToken? cancellationToken = null)
    {
        TimeSpan time = limit ?? TimeSpan.FromMinutes(1);
        var invocation = new Invocation(
            $"req-{Guid.NewGuid():n}", "arn:aws:lambda:local:000000000000:function:Shell", System.Text.Encoding.UTF8.GetBytes(payload), DateTimeOffset.UtcNow + time, time, "Root=1-0-0");
        return await Pool.InvokeAsync(invocation, cancellationToken ?? TestContext.Current.CancellationToken) switch
        {
            InvocationOutcome.Answered answered => System.Text.Encoding.UTF8.GetString(answered.Payload.Span),
            InvocationOutcome.Failed failed => $"{failed.Error}: {System.Text.Encoding.UTF8.GetString(failed.Cause.Span)}".Replace(invocation.RequestId, "ID", StringComparison.Ordinal),
            { } other => throw new InvalidOperationException($"{other}"),
        };
    }

    public void WriteLine(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    public void WriteError(string line) => WriteLine(line);

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
