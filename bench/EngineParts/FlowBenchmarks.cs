using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Intrinsics;
using BenchmarkDotNet.Attributes;

namespace AiProxy.Bench.EngineParts;

/// <summary>What a state evaluates where it stands: an intrinsic function, a choice rule in both languages, its context object.</summary>
[MemoryDiagnoser]
public class FlowBenchmarks
{
    private Flow _flow = null!;
    private BoundComparison _comparison = null!;
    private BoundTemplate _condition = null!;
    private IntrinsicTemplate _format = null!;
    private IntrinsicTemplate _hash = null!;

    /// <summary>Puts a flow into a Choice state.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _flow = Flows.InFirstState(
            """
            {"StartAt":"C","States":{"D":{"Type":"Succeed"},"C":{"Type":"Choice","Default":"D","Choices":[
              {"And":[{"Variable":"$.items[3].price","NumericGreaterThan":3},{"Variable":"$.order.id","StringMatches":"o-*"}],"Next":"D"}]}}}
            """);
        _comparison = ((ChoiceNode)_flow.State).Rules[0].Comparison!;
        var other = Flows.InFirstState(
            """
            {"QueryLanguage":"JSONata","StartAt":"C","States":{"D":{"Type":"Succeed"},"C":{"Type":"Choice","Default":"D","Choices":[
              {"Condition":"{% $states.input.items[3].price > 3 and $contains($states.input.order.id, 'o-') %}","Next":"D"}]}}}
            """);
        _condition = ((ChoiceNode)other.State).Rules[0].Condition!;
        _format = Intrinsic("States.Format('{} of {}', $.order.id, $.order.customer.name)");
        _hash = Intrinsic("States.Hash($.order.id, 'SHA-256')");
    }

    /// <summary>Two tests of a JSONPath rule, joined by And.</summary>
    [Benchmark]
    public bool ChoiceRuleJsonPath() => _comparison.TryTest(_flow, out var holds) && holds;

    /// <summary>The same as a JSONata Condition.</summary>
    [Benchmark]
    public Value ChoiceRuleJsonata() => Evaluate(_condition);

    /// <summary>States.Format with two paths.</summary>
    [Benchmark]
    public Value IntrinsicFormat() => Evaluate(_format);

    /// <summary>States.Hash of a short string.</summary>
    [Benchmark]
    public Value IntrinsicHash() => Evaluate(_hash);

    /// <summary>The context object of a state; what the execution's states share is made once.</summary>
    [Benchmark]
    public Value Context() => _flow.Run.BuildContext(_flow, withRetryCount: true);

    private static IntrinsicTemplate Intrinsic(string text) => new IntrinsicTemplate("Parameters", IntrinsicParser.Parse(text)!, Flows.NoVariables);

    private Value Evaluate(BoundTemplate template) =>
        template.TryEvaluate(_flow, out var value) ? value : throw new InvalidOperationException($"{_flow.Failure}");
}
