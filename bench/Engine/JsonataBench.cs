using System.Diagnostics;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;

namespace AiProxy.Bench.Engine;

/// <summary>The <c>jsonata</c> verb: warm evaluation of the shared expressions, one tab-separated line each.</summary>
internal static class JsonataBench
{
    private const int Rounds = 7;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(300);

    private static readonly JsonataRuntime Runtime = new()
    {
        TimeProvider = TimeProvider.System,
        Random = Random.Shared.NextDouble,
        NewUuid = () => Guid.NewGuid().ToString(),
    };

    public static int Run(string? file)
    {
        file ??= FindShared();
        if (file is null)
        {
            Console.Error.WriteLine("No file given and no shared/bench/jsonata/expressions.json found above the program.");
            return 1;
        }

        var document = Value.Parse(File.ReadAllBytes(file)).AsObject();
        document.TryGetValue("input", out var input);
        document.TryGetValue("expressions", out var expressions);
        Console.WriteLine("name\tus_per_eval\tbytes\tus_per_compile");
        foreach (var expression in expressions.AsArray())
        {
            expression.AsObject().TryGetValue("name", out var name);
            expression.AsObject().TryGetValue("expr", out var text);
            Measure(name.AsString(), text.AsString(), input);
        }

        return 0;
    }

    private static void Measure(string name, string text, Value input)
    {
        var expression = JsonataExpression.Compile(text, JsonataOptions.StepFunctions);
        var variables = expression.FreeVariables.Select(v => v == "states.input" ? input : default).ToArray();
        Action evaluate = () => expression.Evaluate(default, variables, Runtime);
        Action compile = () => JsonataExpression.Compile(text, JsonataOptions.StepFunctions);
        var (time, bytes) = Time(evaluate);
        var (compileTime, _) = Time(compile);
        Console.WriteLine(FormattableString.Invariant($"{name}\t{time:0.000}\t{bytes}\t{compileTime:0.0}"));
    }

    /// <summary>The median of some rounds after a warm-up.</summary>
    private static (double Microseconds, long Bytes) Time(Action action)
    {
        Repeat(action, RoundTime * 2);
        var times = new List<double>();
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (elapsed, count) = Repeat(action, RoundTime);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
            times.Add(elapsed.TotalMicroseconds / count);
        }

        times.Sort();
        return (times[Rounds / 2], bytes);
    }

    private static (TimeSpan Elapsed, long Count) Repeat(Action action, TimeSpan time)
    {
        // Processor time: other programs on the machine do not count.
        var watch = Stopwatch.StartNew();
        var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        var count = 0L;
        while (watch.Elapsed < time)
        {
            for (var i = 0; i < 100; i++)
            {
                action();
            }

            count += 100;
        }

        process.Refresh();
        return (process.UserProcessorTime - before, count);
    }

    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "bench", "jsonata", "expressions.json");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
