using AiProxy.Merge.Answers;

namespace AiProxy.Merge.Strategies;

/// <summary>The first good answer in plan order, its tool calls passed through.</summary>
internal sealed class FirstStrategy : IMergeStrategy
{
    public async Task<Selection> SelectAsync(Candidates candidates, AnswerReader answers, CancellationToken cancellationToken) =>
        Selection.Of(await answers.ReadAsync(candidates.Answered[0], cancellationToken));
}
