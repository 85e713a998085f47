using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Tests.Evaluation;

public sealed class SharingTests
{
    private const string Input = """{"items":[{"a":1,"b":"x"},{"a":2,"b":"y"},{"b":"z","a":3}]}""";

    [Fact]
    public void Evaluate_Result_IsNotTouchedByLaterEvaluations()
    {
        var expression = JsonataExpression.Compile("$[0].items.a[$ > $low] ~> $map(function($v){ [$v] })", new JsonataOptions());
        var input = Value.Parse($"[{Input}]");
        var first = expression.Evaluate(input, [Value.From(0)], Jsonata.Runtime);
        var text = first.ToJson();
        for (var i = 1; i < 3; i++)
        {
            expression.Evaluate(input, [Value.From(i)], Jsonata.Runtime);
        }

        Assert.Equal("[[1],[2],[3]]", text);
        Assert.Equal(text, first.ToJson());
    }

    [Fact]
    public async Task Evaluate_OnManyThreads_YieldsTheSame()
    {
        var expression = JsonataExpression.Compile("items^(>a).{'k': b, 'v': $string(a)} ~> $map(function($o, $i){ $i & $o.k & $o.v }) ~> $join(',')");
        var inputs = Enumerable.Range(0, 8).Select(i => Value.Parse($$"""{"items":[{"a":{{i}},"b":"x"},{"b":"y","a":{{i + 1}}}]}""")).ToArray();
        var tasks = inputs.Select((input, i) => Task.Run(
            () =>
            {
                for (var round = 0; round < 500; round++)
                {
                    Assert.Equal($"0y{i + 1},1x{i}", expression.Evaluate(input, [], Jsonata.Runtime).AsString());
                }
            },
            TestContext.Current.CancellationToken));
        await Task.WhenAll(tasks);
    }

    [Fact]
    public void Evaluate_PartOfTheInput_IsSharedNotCopied()
    {
        var input = Value.Parse(Input);
        var result = JsonataExpression.Compile("{'copy': items}").Evaluate(input, [], Jsonata.Runtime);
        Assert.Same(input.AsObject().ValueAt(0).AsArray(), result.AsObject().ValueAt(0).AsArray());
    }

    [Fact]
    public void Evaluate_Transform_LeavesTheInputAlone()
    {
        var input = Value.Parse(Input);
        var result = JsonataExpression.Compile("$ ~> |items[a > 1]|{'a': a * 10}, 'b'|").Evaluate(input, [], Jsonata.Runtime);
        Assert.Equal("""{"items":[{"a":1,"b":"x"},{"a":20},{"a":30}]}""", result.ToJson());
        Assert.Equal(Input, input.ToJson());
    }

    [Fact]
    public void Evaluate_SimplePathAndSum_AllocateNothing()
    {
        var input = Value.Parse(Input);
        var path = JsonataExpression.Compile("items[1].b");
        var sum = JsonataExpression.Compile("$sum(items.(a * 2))");
        for (var i = 0; i < 100; i++)
        {
            path.Evaluate(input, [], Jsonata.Runtime);
            sum.Evaluate(input, [], Jsonata.Runtime);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            path.Evaluate(input, [], Jsonata.Runtime);
            sum.Evaluate(input, [], Jsonata.Runtime);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
