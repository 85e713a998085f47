using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AiProxy.Fuzz.Tests;

/// <summary>
/// The fuzz run of the command line. The input at hand is in a file, so that it is there after a crash that no handler sees. What is
/// found is written beside it; every finding becomes a test.
/// </summary>
internal static class LongRun
{
    /// <summary>
    /// More of the processor's time than this is a hang: no limit that the targets set lets an input take so long. The clock on the wall
    /// goes on where the run is stopped meanwhile.
    /// </summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>After so much of it nobody waits any longer for the input at hand.</summary>
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(60);

    /// <summary>The targets allow expressions 64 MiB of values, roughly counted; this is far beyond.</summary>
    private const long Much = 1L << 30;

    public static int Run(double minutes, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("aiproxy-fuzz-").FullName;
        Console.WriteLine($"seed {seed}; the input at hand and findings are in {folder}");
        var (expressions, definitions) = Corpus.FromShared();
        var corpora = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["json"] = Corpus.Json,
            ["path"] = Corpus.Paths,
            ["jsonata"] = expressions,
            ["jsonata-aws"] = expressions,
            ["definition"] = definitions,
            ["teststate"] = Corpus.StateTests,
        };
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = corpora.Keys.ToDictionary(name => name, _ => 0L, StringComparer.Ordinal);
        using var current = File.OpenHandle(Path.Combine(folder, "current.txt"), FileMode.Create, FileAccess.Write, FileShare.Read);
        var clock = Stopwatch.StartNew();
        var begun = Environment.CpuUsage.TotalTime.Ticks;
        using var watch = new Timer(
            _ => StopIfEndless(folder, TimeSpan.FromTicks(Volatile.Read(ref begun))), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        var heapAtStart = 0L;
        for (var round = 0; clock.Elapsed.TotalMinutes < minutes; round++)
        {
            var mutator = new Mutator(unchecked(seed + round));
            foreach (var (name, corpus) in corpora)
            {
                var text = mutator.Next(corpus);
                RandomAccess.SetLength(current, 0);
                RandomAccess.Write(current, Encoding.UTF8.GetBytes($"{name}\n{text}"), 0);
                counts[name]++;
                Volatile.Write(ref begun, Environment.CpuUsage.TotalTime.Ticks);
                if (Try(name, text) is { } problem)
                {
                    Report(folder, found, name, text, problem);
                }
            }

            if (round == 2_000)
            {
                heapAtStart = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:N0}"))));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{found.Values.Sum()} findings, {found.Count} different; heap {heapAtStart / 1e6:F1} MB after 2,000 rounds, {heap / 1e6:F1} MB at the end"));
        return found.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs one input again, from a file.</summary>
    public static int RunOne(string target, string file)
    {
        var problem = Try(target, File.ReadAllText(file));
        Console.WriteLine(problem ?? "nothing wrong");
        return problem is null ? 0 : 1;
    }

    /// <returns>What went wrong; null if nothing did.</returns>
    public static string? Try(string name, string text, bool isTimed = true)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begun = Environment.CpuUsage.TotalTime;
        try
        {
            Targets.ByName[name](text);
        }
#pragma warning disable CA1031 // Whatever gets here is the finding.
        catch (Exception exception)
        {
            return exception.ToString();
        }
#pragma warning restore CA1031

        if (isTimed && Environment.CpuUsage.TotalTime - begun is var used && used > Slow)
        {
            return "slow: " + used;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > Much ? string.Create(CultureInfo.InvariantCulture, $"memory: {allocated >> 20} MiB") : null;
    }

    private static void StopIfEndless(string folder, TimeSpan begun)
    {
        if (Environment.CpuUsage.TotalTime - begun > Endless)
        {
            Console.WriteLine($"endless: the input at hand is in {Path.Combine(folder, "current.txt")}");
            Environment.Exit(1);
        }
    }

    private static void Report(string folder, Dictionary<string, int> found, string name, string text, string problem)
    {
        var lines = problem.Split('\n');
        var key = $"{name}: {lines[0][..Math.Min(lines[0].Length, 60)]} {lines.FirstOrDefault(line => line.Contains("   at AiProxy.", StringComparison.Ordinal))?.Trim()}";
        found[key] = found.GetValueOrDefault(key) + 1;
        if (found[key] == 1)
        {
            var file = Path.Combine(folder, $"{name}-{found.Count}.txt");
            File.WriteAllText(file, text);
            Console.WriteLine($"{key}\n  {file}: {(text.Length < 200 ? text : text[..200] + "...")}");
        }
    }
}
