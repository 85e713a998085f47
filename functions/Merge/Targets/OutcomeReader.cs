using System.Collections.Immutable;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Failures;
using AiProxy.Merge.Records;

namespace AiProxy.Merge.Targets;

/// <summary>Says of every target of the plan what became of it: in plan order, fallbacks last.</summary>
internal sealed class OutcomeReader(ICallRecords records)
{
    /// <summary>Stands for an answer that won a race and is no longer stored.</summary>
    private const string LostAnswer = "AnswerLost";

    public async Task<ImmutableArray<TargetOutcome>> ReadAsync(MergeInput input, CancellationToken cancellationToken)
    {
        Plan plan = input.Plan;
        Task<TargetOutcome>[] outcomes =
        [
            .. plan.Targets.Select(target => OfAsync(input, target, isFallback: false, cancellationToken)),
            .. plan.Fallbacks.Select(target => OfAsync(input, target, isFallback: true, cancellationToken)),
        ];
        return [.. await Task.WhenAll(outcomes)];
    }

    private async Task<TargetOutcome> OfAsync(MergeInput input, Target target, bool isFallback, CancellationToken cancellationToken)
    {
        TargetOutcome outcome;
        if (ResultOf(input, target.Id) is { } result)
        {
            outcome = result.Ok ? Answered(target, result, result.Attempts) : Failed(target, result);
        }
        else if (CallOf(input, target.Id) is { } call)
        {
            bool isWinner = call.Id == input.Winner?.Id;
            CallResult? stored = await FindAsync(call, isWinner, cancellationToken);
            outcome = stored is { Ok: true } ? Answered(target, stored, call.Attempts) : Unstored(target, call, isWinner);
        }
        else
        {
            outcome = new TargetOutcome { Target = target, Status = TargetStatus.Skipped, CostUsd = 0m };
        }
        return outcome with { IsFallback = isFallback };
    }

    private async Task<CallResult?> FindAsync(CallReference call, bool isWinner, CancellationToken cancellationToken)
    {
        try
        {
            return await records.FindAsync(call.CallKey, cancellationToken);
        }
        catch (Exception e) when (!isWinner && e is not OperationCanceledException)
        {
            // Of a loser only the bookkeeping is at stake, and the winner's answer is worth more; the winner's own error is the workflow's to see.
            Log.RecordUnreadable(call.Id, e);
            return null;
        }
    }

    private static CallResult? ResultOf(MergeInput input, string id) =>
        input.Results.FirstOrDefault(result => result.Id == id && result.Ok) ?? input.Results.LastOrDefault(result => result.Id == id);

    private static CallReference? CallOf(MergeInput input, string id) =>
        input.Winner is { } winner && winner.Id == id ? winner : input.Raced.FirstOrDefault(call => call.Id == id);

    private static TargetOutcome Answered(Target target, CallResult result, int attempts) => new()
    {
        Target = target,
        Status = TargetStatus.Answered,
        Attempts = attempts,
        LatencyMs = result.LatencyMs,
        Usage = result.Usage,
        CostUsd = result.CostUsd,
        Dropped = result.Dropped,
        Answer = result.Answer,
    };

    private static TargetOutcome Failed(Target target, CallResult result)
    {
        string errorName = result.Error ?? "Unknown";
        return new TargetOutcome
        {
            Target = target,
            Status = TargetStatus.Failed,
            Attempts = result.Attempts,
            LatencyMs = result.LatencyMs,
            Usage = result.Usage,
            CostUsd = result.CostUsd ?? Costs.OfFailure(errorName),
            Dropped = result.Dropped,
            ErrorName = errorName,
            Message = FailureText.Tidy(result.Message),
        };
    }

    // A racer that had already failed has no record either: the workflow loses its iteration when the race is won.
    private static TargetOutcome Unstored(Target target, CallReference call, bool isWinner) => new()
    {
        Target = target,
        Status = isWinner ? TargetStatus.Failed : TargetStatus.Abandoned,
        Attempts = call.Attempts,
        ErrorName = isWinner ? LostAnswer : null,
        Message = isWinner ? "it won the race, but its stored answer is gone" : null,
    };
}
