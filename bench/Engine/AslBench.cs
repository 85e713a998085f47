using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Bench.Engine;

/// <summary>
/// Runs the shared state machines warm, history on, in rounds of 600 ms, and prints <c>name, microseconds a transition, bytes a
/// transition</c> with tabs between: the median of the rounds. The CPU time, which a busy machine disturbs less, goes to standard error.
/// </summary>
internal static class AslBench
{
    private const int Rounds = 5;
    private const int WarmUps = 2_000;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(600);

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : FindFolder();
        if (folder is null || !File.Exists(Path.Combine(folder, "transitions.json")))
        {
            await Console.Error.WriteLineAsync("No folder with transitions.json: give one, or run beside shared/bench/asl.");
            return 1;
        }

        using var transitions = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "transitions.json")));
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = new TaskHandlerRegistry().AddFunction("*", new SlowEcho()) });
        foreach (var scenario in transitions.RootElement.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(Path.Combine(folder, scenario.Name + ".asl.json"));
            var parsed = StateMachine.Parse(text, new StateMachineOptions { Name = scenario.Name, Type = StateMachineType.Standard });
            if (parsed.Machine is null)
            {
                await Console.Error.WriteLineAsync($"{scenario.Name}: {parsed.Diagnostics[0]}");
                continue;
            }

            var input = Value.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, scenario.Name + ".input.json")));
            var (microseconds, cpu, bytes) = await MeasureAsync(engine, parsed.Machine, input, scenario.Value.GetInt32());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}\t{microseconds:F3}\t{bytes:F0}"));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}: {cpu:F3} us of CPU a transition"));
        }

        var timers = await FiveTimersAsync();
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"five timers of 20 ms without an engine: {timers:F1} us"));
        return 0;
    }

    /// <summary>What e_task5 cannot go below on this machine: the timers alone.</summary>
    private static async Task<double> FiveTimersAsync()
    {
        var times = new double[60];
        for (var i = 0; i < times.Length; i++)
        {
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Delay(20)));
            times[i] = clock.Elapsed.TotalMicroseconds;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static async Task<(double Microseconds, double Cpu, double Bytes)> MeasureAsync(
        ExecutionEngine engine, StateMachine machine, Value input, int transitions)
    {
        var warm = Stopwatch.StartNew();
        for (var i = 0; i < WarmUps && warm.Elapsed < 3 * Round; i++)
        {
            Check(await engine.ExecuteAsync(machine, input));
        }

        var times = new double[Rounds];
        var cpu = new double[Rounds];
        var bytes = new double[Rounds];
        using var process = Process.GetCurrentProcess();
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            process.Refresh();
            var worked = process.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var count = 0;
            do
            {
                Check(await engine.ExecuteAsync(machine, input));
                count++;
            }
            while (clock.Elapsed < Round);

            times[round] = clock.Elapsed.TotalMicroseconds / count / transitions;
            process.Refresh();
            cpu[round] = (process.TotalProcessorTime - worked).TotalMicroseconds / count / transitions;
            bytes[round] = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)count / transitions;
        }

        Array.Sort(times);
        Array.Sort(cpu);
        Array.Sort(bytes);
        return (times[Rounds / 2], cpu[Rounds / 2], bytes[Rounds / 2]);
    }

    public static void Check(ExecutionResult result)
    {
        if (result.Status != ExecutionStatus.Succeeded)
        {
            throw new InvalidOperationException($"The execution ended {result.Status}: {result.Error} {result.Cause}");
        }
    }

    public static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "bench", "asl");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>A task of 20 ms, as the peers' runners have it.</summary>
    private sealed class SlowEcho : ITaskHandler
    {
        public async ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
        {
            await Task.Delay(20, cancellationToken);
            return TaskOutcome.Success(invocation.Arguments);
        }
    }
}
