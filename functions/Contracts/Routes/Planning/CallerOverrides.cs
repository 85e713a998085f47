using System.Collections.Immutable;
using System.Globalization;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;
using AiProxy.Contracts.Routes.Rules;

namespace AiProxy.Contracts.Routes.Planning;

/// <summary>
/// Lays a caller's <c>aiproxy</c> member over a route. Callers may always lower <c>timeoutMs</c> and <c>deadlineMs</c>; everything else,
/// <c>quorum</c> included (a higher one costs more, a lower one promises less), only where the route's <c>overridable</c> lists it.
/// Saying what the route says anyway changes nothing and is always allowed. Another strategy drops the route's <c>quorum</c> and <c>vote</c>.
/// </summary>
internal static class CallerOverrides
{
    /// <param name="route">The route as the file has it.</param>
    /// <param name="caller">The caller's member.</param>
    /// <param name="offered">The models that callers may name, as <c>provider/model</c>, besides the route's own.</param>
    /// <param name="complaints">Receives what is refused; then the result must not be used.</param>
    public static RouteSettings Apply(RouteSettings route, RouteConfig caller, IReadOnlyCollection<string> offered, List<Complaint> complaints)
    {
        int before = complaints.Count;
        int quorum = route.Quorum?.Value ?? RouteDefaults.QuorumOf(route.Strategy, route.Targets.Value.Count(target => !target.Disabled));
        RefuseChange(route, RouteMembers.Strategy, caller.Strategy, route.Strategy, complaints);
        RefuseChange(route, RouteMembers.Quorum, caller.Quorum, quorum, complaints);
        RefuseChange(route, RouteMembers.DropUnsupported, caller.DropUnsupported, route.DropUnsupported, complaints);
        RefuseChange(route, RouteMembers.Vote, caller.Vote, route.Vote, complaints);
        RefuseChange(route, RouteMembers.Targets, caller.Targets, default, complaints);
        RefuseChange(route, RouteMembers.Fallbacks, caller.Fallbacks, default, complaints);

        int longest = route.AllTargets.Where(target => !target.Disabled).Max(route.TimeoutOf);
        RefuseRaise(route, RouteMembers.TimeoutMs, caller.TimeoutMs, longest, complaints);
        RefuseRaise(route, RouteMembers.DeadlineMs, caller.DeadlineMs, route.DeadlineMs, complaints);
        string[] known = [.. offered, .. route.AllTargets.Where(target => !target.Disabled).Select(target => target.Name)];
        foreach (TargetConfig target in (caller.Targets?.Value ?? []).Concat(caller.Fallbacks?.Value ?? []))
        {
            RefuseRaise(route, RouteMembers.TimeoutMs, target.TimeoutMs, longest, complaints);
            if (!known.Contains(target.Name))
            {
                complaints.Add(new Complaint(ComplaintCodes.ModelNotFound, target.Pointer, $"'{Shorten(target.Name)}' is not offered to callers",
                    Nearest.Remedy(target.Name, known.Distinct(), "models")));
            }
        }
        if (complaints.Count > before)
        {
            return route;
        }
        RouteSettings settings = Lay(route, caller);
        StrategyRules.Check(caller, settings.Strategy, complaints);
        return settings;
    }

    private static RouteSettings Lay(RouteSettings route, RouteConfig caller)
    {
        Strategy strategy = caller.Strategy?.Value ?? route.Strategy;
        bool sameStrategy = strategy == route.Strategy;
        int? timeout = caller.TimeoutMs?.Value;
        bool mayRaise = route.Overridable.Contains(RouteMembers.TimeoutMs);
        ImmutableArray<TargetConfig> targets = caller.Targets?.Value ?? route.Targets.Value;
        // A fallback that the caller made a target would be asked twice.
        IEnumerable<TargetConfig> keptFallbacks = route.Fallbacks.Where(fallback => caller.Targets is null || !targets.Any(target => target.Name == fallback.Name));
        return route with
        {
            Pointer = caller.Pointer,
            Strategy = strategy,
            Quorum = caller.Quorum ?? (sameStrategy && route.Quorum is { } quorum ? quorum with { Pointer = caller.Pointer } : null),
            Vote = caller.Vote?.Value ?? (sameStrategy ? route.Vote : null),
            DropUnsupported = caller.DropUnsupported?.Value ?? route.DropUnsupported,
            DeadlineMs = caller.DeadlineMs?.Value ?? route.DeadlineMs,
            TimeoutMs = timeout is { } ms ? (mayRaise ? ms : Math.Min(ms, route.TimeoutMs)) : route.TimeoutMs,
            TimeoutCapMs = timeout ?? int.MaxValue,
            Targets = caller.Targets ?? route.Targets with { Pointer = caller.Pointer },
            Fallbacks = caller.Fallbacks?.Value ?? [.. keptFallbacks.Select(fallback => fallback with { Pointer = caller.Pointer })],
        };
    }

    private static void RefuseChange<T>(RouteSettings route, string member, Sourced<T>? wanted, T? present, List<Complaint> complaints)
    {
        if (wanted is { } change && !route.Overridable.Contains(member) && !EqualityComparer<T>.Default.Equals(change.Value, present))
        {
            string allowed = route.Overridable.IsEmpty ? "nothing" : string.Join(", ", route.Overridable);
            complaints.Add(new Complaint(ComplaintCodes.NotOverridable, change.Pointer,
                $"The route '{route.Name}' does not let callers change '{member}'",
                $"Remove it. Callers may lower timeoutMs and deadlineMs, and change here: {allowed}."));
        }
    }

    private static void RefuseRaise(RouteSettings route, string member, Sourced<int>? wanted, int limit, List<Complaint> complaints)
    {
        if (wanted is { } raise && raise.Value > limit && !route.Overridable.Contains(member))
        {
            complaints.Add(new Complaint(ComplaintCodes.NotOverridable, raise.Pointer,
                string.Create(CultureInfo.InvariantCulture, $"The route '{route.Name}' does not let callers raise '{member}' above {limit}"),
                string.Create(CultureInfo.InvariantCulture, $"Write at most {limit}.")));
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..60]}...";
}
