using System.Globalization;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;

namespace AiProxy.Bench.Engine;

/// <summary>
/// The <c>heap</c> verb: what the process keeps after ten thousand executions and after a million, full collections before each look.
/// </summary>
internal static class HeapBench
{
    private const int Early = 10_000;
    private const int Late = 1_000_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = args.Length > 0 ? args[0] : AslBench.FindFolder();
        if (folder is null)
        {
            await Console.Error.WriteLineAsync("No folder with a_pass10.asl.json: give one, or run beside shared/bench/asl.");
            return 1;
        }

        var machine = StateMachine.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "a_pass10.asl.json"))).Machine!;
        var input = Value.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "a_pass10.input.json")));
        var engine = new ExecutionEngine();
        var early = 0L;
        for (var i = 1; i <= Late; i++)
        {
            AslBench.Check(await engine.ExecuteAsync(machine, input));
            if (i == Early)
            {
                early = Collected();
            }
            else if (i % 200_000 == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i:N0} executions\t{Collected():N0} bytes"));
            }
        }

        var late = Collected();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Early:N0} executions\t{early:N0} bytes\n{Late:N0} executions\t{late:N0} bytes\t{100.0 * (late - early) / early:+0.0;-0.0} %"));
        return late <= early * 1.05 ? 0 : 1;
    }

    // What survives a full collection, not what the heap has in hand: that comes in pieces of 8 KB, a twentieth of this one.
    private static long Collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).PromotedBytes;
    }
}
