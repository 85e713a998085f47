using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using BenchmarkDotNet.Attributes;

namespace AiProxy.Bench.EngineParts;

/// <summary>A JSONata expression from its text to its result.</summary>
[MemoryDiagnoser]
public class JsonataBenchmarks
{
    private JsonataExpression _expression = null!;

    /// <summary>The expression: a field, or a filter with a constructed object for each item.</summary>
    [Params("$states.input.order.customer.name", "$states.input.items[price > 5].{'sku': sku, 'cost': price * 2}")]
    public string Text { get; set; } = "";

    /// <summary>Compiles what <see cref="Evaluate"/> evaluates.</summary>
    [GlobalSetup]
    public void Setup() => _expression = Compile();

    /// <summary>Text to nodes.</summary>
    [Benchmark]
    public JsonataExpression Compile() => JsonataExpression.Compile(Text, JsonataOptions.StepFunctions);

    /// <summary>Nodes to a result.</summary>
    [Benchmark]
    public Value Evaluate() => _expression.Evaluate(default, [Sample.Value], Sample.Runtime);

    /// <summary>Both.</summary>
    [Benchmark]
    public Value CompileAndEvaluate() => Compile().Evaluate(default, [Sample.Value], Sample.Runtime);
}
