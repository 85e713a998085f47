using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Execution.Retry;
using AiProxy.StatesLanguage.Execution.States;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Testing.Shapes;

namespace AiProxy.StatesLanguage.Testing;

/// <summary>Runs one state once, as TestState does: retries are told, not made.</summary>
internal sealed class StateTester(TestStateRequest request)
{
    private readonly StateInspection _inspection = new();
    private string _status = "SUCCEEDED";

    /// <summary>Refuses what Step Functions refuses.</summary>
    public static void Check(TestStateRequest request, TestedState tested)
    {
        var type = tested.Type;
        var isGroup = type is "Map" or "Parallel";
        if (request.Mock is not { } mock)
        {
            if (request.MapIterationFailureCount is not null)
            {
                throw new TestStateException("TestState does not support MapIterationFailureCount when a mock is not specified.");
            }

            if (isGroup)
            {
                throw new TestStateException(
                    "InvalidDefinition",
                    "TestState API does not support Map or Parallel states. "
                    + "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
            }

            if (type == "Task" && request.RoleArn is null)
            {
                throw new TestStateException("RoleArn must be specified when testing a Task state");
            }
        }
        else
        {
            if (type != "Task" && !isGroup)
            {
                throw new TestStateException($"State type '{type}' is not supported when a mock is specified");
            }

            if (request.RevealSecrets)
            {
                throw new TestStateException("TestState does not support RevealSecrets when a mock is specified.");
            }

            CheckMock(tested, mock, isGroup);
            CheckShape(request, tested, mock);
        }

        CheckTaskContext(request, tested);
    }

    public async ValueTask<Value> RunAsync(ExecutionRun run, ScopeProgram program)
    {
        var flow = new Flow(run, program, null, run.Cancellation, 0);
        var setup = program.Start;
        flow.Enter(setup, request.Input);
        if (StateCompletion.Complete(flow, request.Input).Kind != StateOutcomeKind.Continue)
        {
            throw new TestStateException("The variables are too large");
        }

        flow.Inspection = _inspection;
        var node = setup.Next!;
        flow.Enter(node, request.Input);
        var outcome = node.Data?.InputPath is { } path && !path.TryApply(flow)
            ? StateOutcome.Failed
            : await ExecuteAsync(flow, node).ConfigureAwait(false);
        if (outcome.Kind == StateOutcomeKind.Failed && _status == "SUCCEEDED")
        {
            _status = "FAILED";
        }

        return Respond(flow, node, outcome);
    }

    private static void CheckMock(TestedState tested, TaskOutcome mock, bool isGroup)
    {
        if (mock.IsFailure || !isGroup)
        {
            return;
        }

        var hasWriter = tested.State.TryGetValue("ResultWriter", out _);
        if (hasWriter && mock.Result.Kind != ValueKind.Object)
        {
            throw new TestStateException("Mocked result must be a JSON object.");
        }

        if (!hasWriter && mock.Result.Kind != ValueKind.Array)
        {
            throw new TestStateException("Mocked result must be an array.");
        }
    }

    /// <summary>A mocked result looks like the service's own, as far as its shape is known.</summary>
    private static void CheckShape(TestStateRequest request, TestedState tested, TaskOutcome mock)
    {
        if (mock.IsFailure || request.FieldValidationMode == "NONE" || ResourceOf(tested) is not { } resource)
        {
            return;
        }

        var isStrict = request.FieldValidationMode == "STRICT";
        if (ResponseShapes.Find(resource)?.Check("result", mock.Result, isStrict) is { } problem)
        {
            throw new TestStateException($"Mock result schema validation error: {problem}");
        }
    }

    private static TaskResource? ResourceOf(TestedState tested) =>
        tested.Type == "Task" && tested.State.TryGetValue("Resource", out var resource) && resource.Kind == ValueKind.String
            ? new TaskResource(resource.AsString())
            : null;

    private static void CheckTaskContext(TestStateRequest request, TestedState tested)
    {
        if (request.Context.Kind != ValueKind.Object || !request.Context.AsObject().TryGetValue("Task", out _))
        {
            return;
        }

        if (ResourceOf(tested)?.Pattern is not (TaskPattern.Job or TaskPattern.Callback))
        {
            throw new TestStateException(
                "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or "
                + "'.waitForTaskToken' service integration pattern");
        }
    }

    private async ValueTask<StateOutcome> ExecuteAsync(Flow flow, Node node)
    {
        if (node.IsJsonPath && node is not (ParallelNode or PassNode { Output.Field: "Result" }))
        {
            _inspection.AfterInputPath = flow.EffectiveInput;
        }

        switch (node)
        {
            case RetryableNode retryable:
                return await ExecuteAsync(flow, retryable).ConfigureAwait(false);
            case WaitNode wait:
                return await WaitExecutor.ExecuteAsync(flow, wait).ConfigureAwait(false);
            default:
                return Interpreter.Execute(flow, node);
        }
    }

    private async ValueTask<StateOutcome> ExecuteAsync(Flow flow, RetryableNode node)
    {
        flow.RetryCount = request.RetrierRetryCount ?? 0;
        var attempt = node is TaskNode task
            ? await TaskExecutor.AttemptAsync(flow, task, request.Mock).ConfigureAwait(false)
            : MockedGroup.Attempt(flow, node, request, _inspection);
        if (attempt.Kind == StateOutcomeKind.Complete)
        {
            flow.Result = attempt.Result;
            var outcome = StateCompletion.Complete(flow, attempt.Result);
            if (outcome.Kind != StateOutcomeKind.Failed)
            {
                return outcome;
            }
        }

        flow.Result = default;
        return Fail(flow, node, flow.Failure!);
    }

    private StateOutcome Fail(Flow flow, RetryableNode node, Failure failure)
    {
        var retry = Array.FindIndex(node.Retry, retrier => ErrorMatcher.Matches(retrier.ErrorEquals.AsSpan(), failure));
        if (retry >= 0)
        {
            _inspection.RetryIndex = retry;
            var made = request.RetrierRetryCount ?? 0;
            if (made < node.Retry[retry].MaxAttempts)
            {
                _status = "RETRIABLE";
                _inspection.RetryBackoffSeconds =
                    RetryDelay.Compute(node.Retry[retry], made + 1, flow.Run.Options.NextRandom).TotalSeconds;
                return StateOutcome.Failed;
            }
        }

        var caught = Array.FindIndex(node.Catch, catcher => ErrorMatcher.Matches(catcher.ErrorEquals, failure));
        if (caught < 0)
        {
            return StateOutcome.Failed;
        }

        _inspection.CatchIndex = caught;
        var outcome = RetryingExecutor.CompleteCaught(flow, node.Catch[caught], failure);
        if (outcome.Kind != StateOutcomeKind.Failed)
        {
            _status = "CAUGHT_ERROR";
            flow.Failure = failure;
        }

        return outcome;
    }

    private Value Respond(Flow flow, Node node, StateOutcome outcome)
    {
        var failure = _status == "SUCCEEDED" ? null : flow.Failure;
        var hasOutput = outcome.Kind is StateOutcomeKind.Continue or StateOutcomeKind.Complete;
        if (node is ParallelNode)
        {
            _inspection.AfterParameters = default;
        }

        return Value.From(new ObjectBuilder()
            .Add("output", hasOutput ? Value.From(outcome.Output.ToJson()) : default)
            .Add("error", Text(failure?.Error))
            .Add("cause", Text(failure?.Cause))
            .Add("inspectionData", request.Level == "INFO" ? default : _inspection.ToValue(request.Input, request.Variables))
            .Add("nextState", hasOutput ? Text(outcome.Next?.Name) : default)
            .Add("status", Value.From(_status))
            .Build());
    }

    private static Value Text(string? text) => text is null ? default : Value.From(text);
}
