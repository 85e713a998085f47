using AiProxy.Merge.Answers;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Strategies;

/// <summary>The answer that came first, as the workflow saw it, its tool calls passed through; where it named no winner, the first in plan order.</summary>
internal sealed class RaceStrategy : IMergeStrategy
{
    public async Task<Selection> SelectAsync(Candidates candidates, AnswerReader answers, CancellationToken cancellationToken)
    {
        TargetOutcome winner = candidates.Answered.FirstOrDefault(outcome => outcome.Id == candidates.RaceWinner) ?? candidates.Answered[0];
        return Selection.Of(await answers.ReadAsync(winner, cancellationToken));
    }
}
