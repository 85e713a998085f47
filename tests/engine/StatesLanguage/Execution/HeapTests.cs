using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>An engine keeps nothing of the executions it has run; <c>bench/Engine -- heap</c> looks at a million.</summary>
public sealed class HeapTests
{
    [Fact]
    public async Task ExecuteAsync_ManyTimes_LeavesTheHeapAsItWas()
    {
        var machine = StateMachine.Parse(
            """{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"v.$":"$.v"},"Next":"B"},"B":{"Type":"Map","ItemsPath":"$.v","ItemProcessor":{"StartAt":"C","States":{"C":{"Type":"Pass","End":true}}},"End":true}}}""").Machine!;
        var engine = new ExecutionEngine();
        var input = Value.Parse("""{"v":[1,2,3]}""");
        await RunAsync(2_000);
        var references = new List<WeakReference>();
        await RunAsync(20_000, references);

        // Weak references rather than the heap's size: other tests run at the same time.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.True(references.Count(reference => reference.IsAlive) < 5, "Histories or results outlive their executions.");

        async Task RunAsync(int count, List<WeakReference>? kept = null)
        {
            for (var i = 0; i < count; i++)
            {
                var result = await engine.ExecuteAsync(machine, input, null, TestContext.Current.CancellationToken);
                if (i % 100 == 0)
                {
                    kept?.Add(new WeakReference(result));
                    kept?.Add(new WeakReference(result.History));
                }
            }
        }
    }
}
