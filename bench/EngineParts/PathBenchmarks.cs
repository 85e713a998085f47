using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Paths;
using BenchmarkDotNet.Attributes;

namespace AiProxy.Bench.EngineParts;

/// <summary>JSONPath: parsed, read, and set as ResultPath sets.</summary>
[MemoryDiagnoser]
public class PathBenchmarks
{
    private const string Filter = "$.items[?(@.price > 5)].sku";

    private readonly JsonPath _reference = PathParser.Parse("$.items[3].price")!;
    private readonly JsonPath _filter = PathParser.Parse(Filter)!;
    private readonly JsonPath _result = PathParser.Parse("$.order.total")!;

    /// <summary>Text to steps.</summary>
    [Benchmark]
    public object ParseFilter() => PathParser.Parse(Filter)!;

    /// <summary>One place: <c>$.items[3].price</c>.</summary>
    [Benchmark]
    public Value ReadReference() => _reference.Evaluate(Sample.Value);

    /// <summary>Seven of twelve items: <c>$.items[?(@.price > 5)].sku</c>.</summary>
    [Benchmark]
    public Value ReadFilter() => _filter.Evaluate(Sample.Value);

    /// <summary>A ResultPath two levels down.</summary>
    [Benchmark]
    public Value Set() => ReferencePath.Set(Sample.Value, _result, Value.True);
}
