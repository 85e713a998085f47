using System.Text.Json;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes;

namespace AiProxy.Contracts.Tests.Routes;

public sealed class RouteTableTests
{
    [Fact]
    public void Parse_TheRepositorysFile_HasTheDocumentedRoutes()
    {
        var table = RouteTable.Parse(RoutesFile.ReadFromRoot("routes.json"), "routes.json",
            new RouteTableOptions { KnownWorkflows = new HashSet<string> { "aggregate" } });

        Assert.Equal(
            ["gpt", "claude", "gemini", "panel-first", "panel-all", "panel-race", "panel-vote", "openai/gpt-5.2", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro"],
            table.Models.Select(model => model.Id));
        Plan vote = table.Resolve("panel-vote", null).Plan!;
        Assert.Equal(Strategy.Vote, vote.Strategy);
        Assert.Equal(2, vote.Quorum);
        Assert.Equal(["openai", "anthropic", "gemini"], vote.Targets.Select(target => target.Id));
        Assert.Equal(3.75m, vote.Targets[1].Price!.CacheWriteUsd);
    }

    [Fact]
    public void Resolve_RouteWithoutAnything_TakesTheBuiltInDefaults()
    {
        var table = RoutesFile.Parse(RoutesFile.WithRoute("""{ "targets": ["openai/gpt-5.2"] }"""));

        Plan plan = table.Resolve("chat", null).Plan!;

        Assert.Equal((Strategy.First, 1, 25_000, false), (plan.Strategy, plan.Quorum, plan.DeadlineMs, plan.DropUnsupported));
        Target target = Assert.Single(plan.Targets);
        Assert.Equal(
            ("openai", "openai", "openai", "gpt-5.2", "https://api.openai.com/v1", "aiproxy/openai", 12_000),
            (target.Id, target.Provider, target.Format, target.Model, target.Url, target.Secret, target.TimeoutMs));
        Assert.Equal("aggregate", table.WorkflowFor("chat"));
    }

    [Fact]
    public void Resolve_RouteMembers_WinOverDefaults()
    {
        var table = RoutesFile.Parse(RoutesFile.WithRoute(
            """{ "workflow": "mine", "strategy": "all", "timeoutMs": 900, "targets": ["openai/a", { "model": "gemini/b/c", "timeoutMs": 400, "params": { "max_tokens": 5 }, "id": "g" }] }""",
            """{ "workflow": "theirs", "strategy": "race", "timeoutMs": 800, "deadlineMs": 7000, "dropUnsupported": true }"""));

        Plan plan = table.Resolve("chat", null).Plan!;

        Assert.Equal((Strategy.All, 7000, true), (plan.Strategy, plan.DeadlineMs, plan.DropUnsupported));
        Assert.Equal([("openai", "a", 900), ("g", "b/c", 400)], plan.Targets.Select(target => (target.Id, target.Model, target.TimeoutMs)));
        Assert.Equal("""{ "max_tokens": 5 }""", plan.Targets[1].Params!.Value.GetRawText());
        Assert.Equal("mine", table.WorkflowFor("chat"));
        Assert.Equal("theirs", table.WorkflowFor("nobody"));
    }

    [Fact]
    public void Resolve_DefaultsThatTheStrategyDoesNotUse_AreLeftOut()
    {
        var table = RoutesFile.Parse(RoutesFile.WithRoute(
            """{ "targets": ["openai/a", "gemini/b"] }""",
            """{ "strategy": "race", "quorum": 2, "vote": { "pointer": "/x" } }"""));

        Plan plan = table.Resolve("chat", null).Plan!;

        Assert.Equal(1, plan.Quorum);
        Assert.Null(plan.Vote);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    public void Resolve_VoteWithoutQuorum_NeedsAMajorityOfTheTargets(int targets, int quorum)
    {
        string list = string.Join(",", Enumerable.Range(0, targets).Select(i => $"\"openai/m{i}\""));
        var table = RoutesFile.Parse(RoutesFile.WithRoute($$"""{ "strategy": "vote", "targets": [{{list}}], "fallbacks": ["gemini/x", "gemini/y"] }"""));

        Assert.Equal(quorum, table.Resolve("chat", null).Plan!.Quorum);
    }

    [Fact]
    public void Resolve_ProviderOccursAgain_NumbersTheIdsAndKeepsThemWhenOneIsDisabled()
    {
        var table = RoutesFile.Parse(RoutesFile.WithRoute(
            """{ "targets": ["openai/a", { "model": "openai/b", "disabled": true }, { "model": "openai/c", "id": "openai-3" }, "gemini/x"], "fallbacks": ["openai/d"] }"""));

        Plan plan = table.Resolve("chat", null).Plan!;

        Assert.Equal([("openai", "a"), ("openai-3", "c"), ("gemini", "x")], plan.Targets.Select(target => (target.Id, target.Model)));
        Assert.Equal([("openai-4", "d")], plan.Fallbacks.Select(target => (target.Id, target.Model)));
    }

    [Fact]
    public void Resolve_ProviderModelThatIsListed_IsARouteOfOneTarget()
    {
        var table = RoutesFile.Parse("""
            { "providers": { "vllm": { "format": "openai", "url": "http://10.0.3.7:8000/v1/", "secret": null, "models": { "org/qwen3": {} } } },
              "defaults": { "strategy": "vote", "quorum": 2, "timeoutMs": 500, "workflow": "w" },
              "routes": { "chat": { "strategy": "first", "targets": ["vllm/other"] } } }
            """);

        Plan plan = table.Resolve("vllm/org/qwen3", null).Plan!;

        Assert.Equal(("vllm/org/qwen3", Strategy.First, 1), (plan.Route, plan.Strategy, plan.Quorum));
        Target target = Assert.Single(plan.Targets);
        Assert.Equal(("vllm", "openai", "org/qwen3", "http://10.0.3.7:8000/v1", 500), (target.Provider, target.Format, target.Model, target.Url, target.TimeoutMs));
        Assert.Null(target.Secret);
        Assert.Equal("w", table.WorkflowFor("vllm/org/qwen3"));
        Assert.Equal([new ModelEntry("chat", "aiproxy"), new ModelEntry("vllm/org/qwen3", "vllm")], table.Models);
        Assert.Null(table.Resolve("vllm/other", null).Plan);
    }

    [Fact]
    public void Resolve_UnknownModel_Is404AndNamesTheNearest()
    {
        var table = RouteTable.Parse(RoutesFile.ReadFromRoot("routes.json"), "routes.json");

        var complaint = Assert.Single(table.Resolve("panel-vot", null).Complaints);

        Assert.Equal((404, "model_not_found", "/model"), (complaint.Status, complaint.Code, complaint.Pointer));
        Assert.Contains("Did you mean 'panel-vote'?", complaint.Text, StringComparison.Ordinal);
        Assert.Contains("panel-first", complaint.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SimulatedProvider_GetsTheSimulatorsUrlAndNoSecret()
    {
        var table = RoutesFile.Parse(RoutesFile.WithRoute("""{ "targets": ["openai/a", "gemini/b"] }"""), new RouteTableOptions
        {
            Simulate = provider => provider.Name == "gemini" ? new ProviderOverride($"http://127.0.0.1:9/{provider.Format.Name}/") : null,
        });

        Plan plan = table.Resolve("chat", null).Plan!;

        Assert.Equal((false, "aiproxy/openai"), (plan.Targets[0].Simulated, plan.Targets[0].Secret));
        Assert.Equal((true, null, "http://127.0.0.1:9/gemini"), (plan.Targets[1].Simulated, plan.Targets[1].Secret, plan.Targets[1].Url));
        Assert.Equal([false, false, true], table.Providers.Select(provider => provider.Simulated));
    }

    [Fact]
    public void Parse_BadFile_ThrowsWithEveryDiagnostic()
    {
        var exception = Assert.Throws<RouteTableException>(() => RoutesFile.Parse("""{ "providers": {}, "routes": {} }"""));

        Assert.Equal(2, exception.Diagnostics.Length);
        Assert.Contains("routes.json(1,3): error out_of_range: 'providers' is empty", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Serialized_CanBeReadBack()
    {
        var table = RouteTable.Parse(RoutesFile.ReadFromRoot("routes.json"), "routes.json");
        Plan plan = table.Resolve("panel-vote", null).Plan!;

        Plan back = JsonSerializer.Deserialize(JsonSerializer.Serialize(plan, ContractsJsonContext.Default.Plan), ContractsJsonContext.Default.Plan)!;

        Assert.Equal(plan.Targets.ToArray(), back.Targets.ToArray());
        Assert.Equal((plan.Route, plan.Strategy, plan.Vote), (back.Route, back.Strategy, back.Vote));
    }
}
