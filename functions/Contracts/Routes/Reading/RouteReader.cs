using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Reading;

/// <summary>Who wrote a <see cref="RouteConfig"/>: it decides which members may be there.</summary>
internal enum RouteScope
{
    /// <summary>The file's <c>defaults</c>.</summary>
    Defaults,

    /// <summary>One of the file's routes.</summary>
    Route,

    /// <summary>A request's <c>aiproxy</c> member.</summary>
    Caller,
}

internal static class RouteReader
{
    /// <returns>Null where anything in it is wrong.</returns>
    public static RouteConfig? Read(JsonElement route, string pointer, RouteScope scope, List<Complaint> complaints)
    {
        if (!Expect.IsObject(route, pointer, complaints))
        {
            return null;
        }
        int before = complaints.Count;
        var config = new RouteConfig(pointer);
        foreach (JsonProperty member in route.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            if (Misplaced(member.Name, scope) is { } remedy)
            {
                complaints.Add(new Complaint(ComplaintCodes.MisplacedMember, place, $"'{member.Name}' cannot stand in {Describe(scope)}", remedy));
                continue;
            }
            config = ReadMember(config, member, place, scope, complaints);
        }
        return complaints.Count == before ? config : null;
    }

    private static RouteConfig ReadMember(RouteConfig config, JsonProperty member, string place, RouteScope scope, List<Complaint> complaints)
    {
        JsonElement value = member.Value;
        switch (member.Name)
        {
            case RouteMembers.Workflow:
                return config with { Workflow = Expect.Text(value, place, Names.IsWorkflow, Names.WorkflowForm, complaints) };
            case RouteMembers.Strategy:
                return config with { Strategy = ReadStrategy(value, place, complaints) };
            case RouteMembers.Quorum:
                return config with { Quorum = Expect.Integer(value, place, 1, StateSize.MaxTargets, complaints) };
            case RouteMembers.TimeoutMs:
                return config with { TimeoutMs = Expect.Integer(value, place, RouteDefaults.MinMs, RouteDefaults.MaxTimeoutMs, complaints) };
            case RouteMembers.DeadlineMs:
                return config with { DeadlineMs = Expect.Integer(value, place, RouteDefaults.MinMs, RouteDefaults.MaxDeadlineMs, complaints) };
            case RouteMembers.DropUnsupported:
                return config with { DropUnsupported = Expect.Boolean(value, place, complaints) };
            case RouteMembers.Overridable:
                return config with { Overridable = ReadOverridable(value, place, complaints) };
            case RouteMembers.Vote:
                return config with { Vote = ReadVote(value, place, complaints) };
            case RouteMembers.Targets:
                return config with { Targets = TargetReader.ReadAll(value, place, complaints) };
            case RouteMembers.Fallbacks:
                return config with { Fallbacks = TargetReader.ReadAll(value, place, complaints) };
            default:
                ImmutableArray<string> allowed = [.. RouteMembers.All.Where(name => Misplaced(name, scope) is null)];
                Expect.RefuseMember(member.Name, place, scope == RouteScope.Route ? "A route" : Describe(scope), allowed, complaints);
                return config;
        }
    }

    private static string? Misplaced(string name, RouteScope scope) => (scope, name) switch
    {
        (RouteScope.Defaults, RouteMembers.Targets or RouteMembers.Fallbacks) => "Name targets and fallbacks in each route.",
        (RouteScope.Caller, RouteMembers.Workflow or RouteMembers.Overridable) => "Only the routes file sets it; remove it from the request.",
        _ => null,
    };

    private static string Describe(RouteScope scope) => scope switch
    {
        RouteScope.Defaults => "'defaults'",
        RouteScope.Route => "a route",
        _ => "'aiproxy'",
    };

    private static Sourced<Strategy>? ReadStrategy(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (Expect.Text(value, pointer, complaints) is not { } text)
        {
            return null;
        }
        foreach ((string name, Strategy strategy) in RouteMembers.Strategies)
        {
            if (name == text.Value)
            {
                return new Sourced<Strategy>(strategy, pointer);
            }
        }
        string strategies = string.Join(", ", RouteMembers.Strategies.Select(s => s.Name));
        complaints.Add(RouteMembers.PlannedStrategies.Contains(text.Value)
            ? new Complaint(ComplaintCodes.NotSupported, pointer, $"The strategy '{text.Value}' is not supported in this version", $"Strategies: {strategies}.")
            : new Complaint(ComplaintCodes.InvalidValue, pointer, $"There is no strategy '{Expect.Shorten(text.Value)}'",
                Nearest.Remedy(text.Value, RouteMembers.Strategies.Select(s => s.Name), "strategies")));
        return null;
    }

    private static Sourced<ImmutableArray<string>>? ReadOverridable(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (!Expect.IsArray(value, pointer, complaints))
        {
            return null;
        }
        var names = ImmutableArray.CreateBuilder<string>();
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
        {
            string place = JsonPointer.Element(pointer, index);
            if (Expect.Text(element, place, complaints) is not { Value: var name })
            {
                continue;
            }
            if (names.Contains(name))
            {
                complaints.Add(new Complaint(ComplaintCodes.InvalidValue, place, $"'{name}' is listed twice", "Remove one."));
            }
            else if (RouteMembers.ForCallers.Contains(name))
            {
                names.Add(name);
            }
            else
            {
                complaints.Add(RouteMembers.Planned.Contains(name)
                    ? new Complaint(ComplaintCodes.NotSupported, place, $"'{name}' is not supported in this version", "Remove it.")
                    : new Complaint(ComplaintCodes.InvalidValue, place, $"Callers cannot be allowed to override '{Expect.Shorten(name)}'",
                        Nearest.Remedy(name, RouteMembers.ForCallers, "members")));
            }
        }
        return new Sourced<ImmutableArray<string>>(names.ToImmutable(), pointer);
    }

    private static Sourced<VoteOptions>? ReadVote(JsonElement value, string pointer, List<Complaint> complaints)
    {
        if (!Expect.IsObject(value, pointer, complaints))
        {
            return null;
        }
        string? votePointer = null;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string place = JsonPointer.Member(pointer, member.Name);
            if (member.Name == "pointer")
            {
                votePointer = Expect.Text(member.Value, place, JsonPointer.IsValid,
                    "Write a JSON pointer (RFC 6901) into the answer's JSON, for example \"/category\".", complaints)?.Value;
            }
            else
            {
                Expect.RefuseMember(member.Name, place, "'vote'", ["pointer"], complaints);
            }
        }
        return new Sourced<VoteOptions>(new VoteOptions { Pointer = votePointer }, pointer);
    }
}
