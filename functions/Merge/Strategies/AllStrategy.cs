using AiProxy.Merge.Answers;

namespace AiProxy.Merge.Strategies;

/// <summary>Every good answer, as choices; the winner is the first in plan order.</summary>
internal sealed class AllStrategy : IMergeStrategy
{
    public async Task<Selection> SelectAsync(Candidates candidates, AnswerReader answers, CancellationToken cancellationToken)
    {
        GivenAnswer[] all = await answers.ReadAsync(candidates.Answered, cancellationToken);
        return new Selection(all[0], [.. all]);
    }
}
