using AiProxy.Merge.Answers;

namespace AiProxy.Merge.Strategies;

/// <summary>How good answers become one. Implementations are stateless and deterministic; each has its own file.</summary>
internal interface IMergeStrategy
{
    /// <summary>Chooses among the answers; called only when there is at least one and the quorum is met.</summary>
    Task<Selection> SelectAsync(Candidates candidates, AnswerReader answers, CancellationToken cancellationToken);
}
