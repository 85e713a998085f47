using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Execution.States;

namespace AiProxy.StatesLanguage.Testing;

/// <summary>A Map or Parallel whose work is a mock.</summary>
internal static class MockedGroup
{
    public static AttemptOutcome Attempt(Flow flow, RetryableNode node, TestStateRequest request, StateInspection inspection)
    {
        var mock = request.Mock!.Value;
        if (node is MapNode map && !TryCheckMap(flow, map, request, inspection))
        {
            return AttemptOutcome.Failed;
        }

        if (!mock.IsFailure)
        {
            return AttemptOutcome.Success(mock.Result);
        }

        flow.Failure = ErrorText.Failure(mock.Error, mock.Cause);
        return AttemptOutcome.Failed;
    }

    private static bool TryCheckMap(Flow flow, MapNode node, TestStateRequest request, StateInspection inspection)
    {
        var count = 0;
        if (request.ItemReaderData.Kind == ValueKind.Array)
        {
            count = request.ItemReaderData.AsArray().Count;
        }
        else if (node.Distributed?.ReaderResource is null)
        {
            if (!MapItems.TryFind(flow, node, out var items))
            {
                return false;
            }

            count = items.Length;
            if (node.IsJsonPath)
            {
                inspection.AfterItemsPath = Value.From(ArrayValue.Create([.. items.Select(item => item.Value)]));
            }
        }

        if (!MapSettings.TryRead(flow, node, out var settings))
        {
            return false;
        }

        inspection.MaxConcurrency = settings.MaxConcurrency;
        inspection.ToleratedFailureCount = settings.ToleratedFailureCount;
        inspection.ToleratedFailurePercentage = settings.ToleratedFailurePercentage;
        var failures = request.MapIterationFailureCount ?? 0;
        if (failures > count)
        {
            throw new TestStateException("Map iteration failure count must be less than or equal to the number of Map iterations");
        }

        // A mocked error is the state's own; without a threshold any number of failures is taken.
        var hasThreshold = settings.ToleratedFailureCount is not null || settings.ToleratedFailurePercentage is not null;
        if (request.Mock!.Value.IsFailure || !hasThreshold || !settings.IsExceeded(failures, count))
        {
            return true;
        }

        flow.Failure = Failure.ToleranceExceeded();
        return false;
    }
}
