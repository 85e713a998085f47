using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Rules;

/// <summary>A member that its strategy does not use is refused: it would look as if it did something.</summary>
internal static class StrategyRules
{
    public static void Check(RouteConfig written, Strategy strategy, List<Complaint> complaints)
    {
        string name = RouteMembers.NameOf(strategy);
        if (written.Quorum is { } quorum && !RouteMembers.UsesQuorum(strategy))
        {
            complaints.Add(new Complaint(ComplaintCodes.UnusedMember, quorum.Pointer,
                $"'quorum' is not used by the strategy '{name}': its first good answer is the answer", "Remove it, or use the strategy 'all' or 'vote'."));
        }
        if (written.Vote is { } vote && !RouteMembers.UsesVote(strategy))
        {
            complaints.Add(new Complaint(ComplaintCodes.UnusedMember, vote.Pointer,
                $"'vote' is not used by the strategy '{name}'", "Remove it, or use the strategy 'vote'."));
        }
    }
}
