using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Execution.Retry;
using AiProxy.StatesLanguage.Execution.States;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>
/// Runs a flow from state to state. States that need not wait run in a plain loop on the calling thread; only Wait, Task, Parallel and
/// Map are awaited, and those too only if they have not completed at once.
/// </summary>
internal sealed class Interpreter
{
    private readonly RetryingExecutor _retrying;

    public Interpreter() => _retrying = new RetryingExecutor(new ParallelExecutor(this), new MapExecutor(this));

    public ValueTask<StateOutcome> RunAsync(Flow flow, Node start, Value input)
    {
        var outcome = StateOutcome.ContinueOrComplete(input, start);
        while (outcome.Kind == StateOutcomeKind.Continue)
        {
            var step = StepAsync(flow, outcome.Next!, outcome.Output);
            if (!step.IsCompletedSuccessfully)
            {
                return AwaitRestAsync(flow, step);
            }

            outcome = step.Result;
        }

        return new ValueTask<StateOutcome>(outcome);
    }

    private async ValueTask<StateOutcome> AwaitRestAsync(Flow flow, ValueTask<StateOutcome> step)
    {
        var outcome = await step.ConfigureAwait(false);
        while (outcome.Kind == StateOutcomeKind.Continue)
        {
            outcome = await StepAsync(flow, outcome.Next!, outcome.Output).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Runs synchronous states up to and including the first one that has to wait, or the end.</summary>
    private ValueTask<StateOutcome> StepAsync(Flow flow, Node node, Value input)
    {
        while (true)
        {
            if (flow.FailsAtEventLimit())
            {
                return new ValueTask<StateOutcome>(StateOutcome.Failed);
            }

            if (!flow.Enter(node, input))
            {
                return new ValueTask<StateOutcome>(StateOutcome.Aborted);
            }

            if (node.Data?.InputPath is { } inputPath && !inputPath.TryApply(flow))
            {
                return new ValueTask<StateOutcome>(StateOutcome.Failed);
            }

            if (node is RetryableNode retryable)
            {
                return _retrying.ExecuteAsync(flow, retryable);
            }

            if (node is WaitNode wait)
            {
                return WaitExecutor.ExecuteAsync(flow, wait);
            }

            var outcome = Execute(flow, node);
            if (outcome.Kind != StateOutcomeKind.Continue)
            {
                return new ValueTask<StateOutcome>(outcome);
            }

            node = outcome.Next!;
            input = outcome.Output;
        }
    }

    /// <summary>Runs a state that need not wait.</summary>
    public static StateOutcome Execute(Flow flow, Node node)
    {
        try
        {
            return node switch
            {
                PassNode or SucceedNode => StateCompletion.Complete(flow, flow.Data),
                ChoiceNode choice => ChoiceExecutor.Execute(flow, choice),
                FailNode fail => FailExecutor.Execute(flow, fail),
                _ => throw new InvalidOperationException($"No executor for {node.GetType().Name}."),
            };
        }
        catch (ValueDepthException exception)
        {
            flow.FailRuntime(exception.Message);
            return StateOutcome.Failed;
        }
    }
}
