using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.Bench.Engine;

/// <summary>The <c>json</c> verb: reading a document of about 1 KB beside the framework's own reader, round about.</summary>
internal static class JsonBench
{
    private const int Rounds = 15;
    private const int Repeats = 20_000;

    public static int Run()
    {
        var items = string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"id":{{i}},"sku":"item-{{i}}","price":{{i}}.5,"tags":["a","b"],"on":true}"""));
        var utf8 = Encoding.UTF8.GetBytes($$$"""{"order":{"id":"o-1","customer":{"name":"Ada","city":"London"} },"items":[{{{items}}}],"note":null}""");
        var (ours, framework) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            framework[round] = Time(() => JsonDocument.Parse(utf8).Dispose());
            ours[round] = Time(() => Value.Parse(utf8));
        }

        var ratios = ours.Zip(framework, (mine, other) => mine / other).Order().ToArray();
        Array.Sort(ours);
        Array.Sort(framework);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{utf8.Length} bytes: Value.Parse {ours[Rounds / 2]:F2} us, JsonDocument.Parse {framework[Rounds / 2]:F2} us, ratio {ratios[Rounds / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2})"));
        return 0;
    }

    private static double Time(Action action)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Repeats; i++)
        {
            action();
        }

        return clock.Elapsed.TotalMicroseconds / Repeats;
    }
}
