using AiProxy.Merge.Answers;
using AiProxy.Merge.Votes;

namespace AiProxy.Merge.Strategies;

/// <summary>
/// The answer that most targets gave. One target, one vote, cast by its first choice: for the tools it calls, or for its text (<see cref="Ballot"/>). A tie goes to the value whose first voter stands earliest in
/// the plan, and of the targets that gave the winning value the earliest one's answer is shown. Where no answer can be voted on, every value has
/// no votes and the same rule gives the first answer.
/// </summary>
internal sealed class VoteStrategy : IMergeStrategy
{
    public async Task<Selection> SelectAsync(Candidates candidates, AnswerReader answers, CancellationToken cancellationToken)
    {
        GivenAnswer[] all = await answers.ReadAsync(candidates.Answered, cancellationToken);
        string? pointer = candidates.Vote?.Pointer;
        Tally tally = Tally.Count(all.Select(answer => (answer.Outcome.Id, Ballot.Read(answer.Answer, pointer))), pointer);
        string winner = tally.Winner ?? all[0].Outcome.Id;
        return Selection.Of(all.First(answer => answer.Outcome.Id == winner)) with { Vote = tally };
    }
}
