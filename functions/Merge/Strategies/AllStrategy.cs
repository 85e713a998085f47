using AiProxy.Merge.Answers;

namespace AiProxy.Merge.Strategies;

/// <summary>Every good answer, as choices, tool calls among them; the winner is the first in plan order.</summary>
/// <remarks>Who answers tool calls continues with one choice: its message, and the results of its calls. Ids are unique within a choice.</remarks>
internal sealed class AllStrategy : IMergeStrategy
{
    public async Task<Selection> SelectAsync(Candidates candidates, AnswerReader answers, CancellationToken cancellationToken)
    {
        GivenAnswer[] all = await answers.ReadAsync(candidates.Answered, cancellationToken);
        return new Selection(all[0], [.. all]);
    }
}
