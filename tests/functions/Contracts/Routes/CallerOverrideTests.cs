using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes;

namespace AiProxy.Contracts.Tests.Routes;

public sealed class CallerOverrideTests
{
    private const string Providers = """
        "providers": { "openai": { "models": { "gpt": {} } }, "anthropic": { "models": { "claude": {} } }, "gemini": {} }
        """;

    private const string Locked = """
        { "strategy": "all", "timeoutMs": 8000, "deadlineMs": 20000, "quorum": 2,
          "targets": ["openai/gpt", { "model": "anthropic/claude", "timeoutMs": 3000 }, { "model": "gemini/slow", "timeoutMs": 15000 }],
          "fallbacks": [{ "model": "gemini/off", "disabled": true }, "gemini/pro"] }
        """;

    private const string Open = """
        { "strategy": "vote", "timeoutMs": 8000, "deadlineMs": 20000, "quorum": 2, "vote": { "pointer": "/category" },
          "targets": ["openai/gpt", "anthropic/claude"], "fallbacks": ["gemini/pro"],
          "overridable": ["strategy", "quorum", "timeoutMs", "deadlineMs", "dropUnsupported", "vote", "targets", "fallbacks"] }
        """;

    [Theory]
    [InlineData("""{ "strategy": "first" }""", "not_overridable", "/aiproxy/strategy")]
    [InlineData("""{ "quorum": 3 }""", "not_overridable", "/aiproxy/quorum")]
    [InlineData("""{ "quorum": 1 }""", "not_overridable", "/aiproxy/quorum")]
    [InlineData("""{ "dropUnsupported": true }""", "not_overridable", "/aiproxy/dropUnsupported")]
    [InlineData("""{ "vote": {} }""", "not_overridable", "/aiproxy/vote")]
    [InlineData("""{ "targets": ["openai/gpt"] }""", "not_overridable", "/aiproxy/targets")]
    [InlineData("""{ "fallbacks": [] }""", "not_overridable", "/aiproxy/fallbacks")]
    [InlineData("""{ "timeoutMs": 15001 }""", "not_overridable", "/aiproxy/timeoutMs")]
    [InlineData("""{ "deadlineMs": 20001 }""", "not_overridable", "/aiproxy/deadlineMs")]
    [InlineData("""{ "workflow": "other" }""", "misplaced_member", "/aiproxy/workflow")]
    [InlineData("""{ "overridable": ["targets"] }""", "misplaced_member", "/aiproxy/overridable")]
    [InlineData("""{ "judge": {} }""", "not_supported", "/aiproxy/judge")]
    [InlineData("""{ "url": "http://169.254.169.254" }""", "unknown_member", "/aiproxy/url")]
    [InlineData("""{ "timeoutMs": "1s" }""", "wrong_type", "/aiproxy/timeoutMs")]
    [InlineData("""[]""", "wrong_type", "/aiproxy")]
    public void Resolve_WhatTheRouteDoesNotAllow_IsRefused(string aiproxy, string code, string pointer)
    {
        Complaint complaint = Assert.Single(Resolve(Locked, aiproxy).Complaints);

        Assert.Equal((400, code, pointer), (complaint.Status, complaint.Code, complaint.Pointer));
    }

    [Theory]
    [InlineData("""{ "targets": ["openai/gpt-9-ultra"] }""", "model_not_found", "/aiproxy/targets/0")]
    [InlineData("""{ "targets": ["gemini/off"] }""", "model_not_found", "/aiproxy/targets/0")]
    [InlineData("""{ "targets": [{ "model": "openai/gpt", "url": "http://x" }] }""", "unknown_member", "/aiproxy/targets/0/url")]
    [InlineData("""{ "targets": [{ "model": "openai/gpt", "secret": "s" }] }""", "unknown_member", "/aiproxy/targets/0/secret")]
    [InlineData("""{ "targets": [] }""", "no_targets", "/aiproxy/targets")]
    [InlineData("""{ "targets": ["openai/gpt"], "fallbacks": [] }""", "quorum_too_high", "/aiproxy")]
    [InlineData("""{ "quorum": 4 }""", "quorum_too_high", "/aiproxy/quorum")]
    [InlineData("""{ "strategy": "race", "quorum": 1 }""", "unused_member", "/aiproxy/quorum")]
    [InlineData("""{ "strategy": "all", "vote": {} }""", "unused_member", "/aiproxy/vote")]
    [InlineData("""{ "fallbacks": ["openai/gpt"] }""", "duplicate_target", "/aiproxy/fallbacks/0")]
    public void Resolve_OverrideThatMakesNoPlan_IsRefused(string aiproxy, string code, string pointer)
    {
        Complaint complaint = Assert.Single(Resolve(Open, aiproxy).Complaints);

        Assert.Equal((code, pointer), (complaint.Code, complaint.Pointer));
    }

    [Fact]
    public void Resolve_LowerTimeout_BoundsEveryTargetAndRaisesNone()
    {
        Plan plan = Planned(Locked, """{ "timeoutMs": 10000, "deadlineMs": 5000 }""");

        Assert.Equal([8000, 3000, 10000], plan.Targets.Select(target => target.TimeoutMs));
        Assert.Equal(5000, plan.DeadlineMs);
    }

    [Fact]
    public void Resolve_RaiseThatIsAllowed_RaisesTargetsWithoutATimeoutOfTheirOwn()
    {
        Plan plan = Planned(Open, """{ "timeoutMs": 30000, "deadlineMs": 60000 }""");

        Assert.Equal([30000, 30000], plan.Targets.Select(target => target.TimeoutMs));
        Assert.Equal(60000, plan.DeadlineMs);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "strategy": "all", "quorum": 2, "dropUnsupported": false, "timeoutMs": 15000, "deadlineMs": 20000 }""")]
    public void Resolve_WhatTheRouteSaysAnyway_IsAllowed(string aiproxy)
    {
        Plan plan = Planned(Locked, aiproxy);

        Assert.Equal((Strategy.All, 2, 20000), (plan.Strategy, plan.Quorum, plan.DeadlineMs));
        Assert.Equal([8000, 3000, 15000], plan.Targets.Select(target => target.TimeoutMs));
    }

    [Fact]
    public void Resolve_OtherStrategy_DropsTheRoutesStrategyMembers()
    {
        Plan plan = Planned(Open, """{ "strategy": "all" }""");

        Assert.Equal((Strategy.All, 1, null), (plan.Strategy, plan.Quorum, plan.Vote));
    }

    [Fact]
    public void Resolve_SameStrategy_KeepsTheRoutesStrategyMembers()
    {
        Plan plan = Planned(Open, """{ "strategy": "vote" }""");

        Assert.Equal((2, "/category"), (plan.Quorum, plan.Vote!.Pointer));
    }

    [Fact]
    public void Resolve_OwnTargets_ReplaceTheRoutesAndAFallbackAmongThemIsNotAskedTwice()
    {
        Plan plan = Planned(Open, """{ "targets": ["gemini/pro", { "model": "openai/gpt", "params": { "seed": 1 } }] }""");

        Assert.Equal(["gemini/pro", "openai/gpt"], plan.Targets.Select(target => $"{target.Provider}/{target.Model}"));
        Assert.Equal("""{ "seed": 1 }""", plan.Targets[1].Params!.Value.GetRawText());
        Assert.Empty(plan.Fallbacks);
    }

    [Fact]
    public void Resolve_OwnTargetWithLongerTimeout_NeedsTheRoutesConsent()
    {
        string route = Open.Replace("\"timeoutMs\", \"deadlineMs\",", "", StringComparison.Ordinal);

        Complaint complaint = Assert.Single(Resolve(route, """{ "targets": [{ "model": "openai/gpt", "timeoutMs": 9000 }, "gemini/pro"] }""").Complaints);

        Assert.Equal(("not_overridable", "/aiproxy/targets/0/timeoutMs"), (complaint.Code, complaint.Pointer));
    }

    [Fact]
    public void ToError_SeveralComplaints_NamesTheFirstAndPointsAtTheOthers()
    {
        OpenAiError error = Resolve(Locked, """{ "strategy": "first", "targets": ["openai/gpt"], "deadlineMs": 25000 }""").Complaints.ToError();

        Assert.Equal((400, "invalid_request_error", "not_overridable", "/aiproxy/strategy"), (error.Status, error.Type, error.Code, error.Param));
        Assert.EndsWith("2 more problems: /aiproxy/targets, /aiproxy/deadlineMs.", error.Message, StringComparison.Ordinal);
    }

    private static Plan Planned(string route, string aiproxy)
    {
        RouteResolution resolution = Resolve(route, aiproxy);
        Assert.Empty(resolution.Complaints);
        return resolution.Plan!;
    }

    private static RouteResolution Resolve(string route, string aiproxy)
    {
        RouteTable table = RoutesFile.Parse($$"""{ {{Providers}}, "routes": { "chat": {{route}} } }""");
        using JsonDocument member = JsonDocument.Parse(aiproxy);
        RouteResolution resolution = table.Resolve("chat", member.RootElement);
        Assert.Equal(resolution.Plan is null, resolution.Complaints.Length > 0);
        return resolution;
    }
}
