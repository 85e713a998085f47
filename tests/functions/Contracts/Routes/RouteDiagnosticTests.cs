using System.Collections.Immutable;
using AiProxy.Contracts.Routes;

namespace AiProxy.Contracts.Tests.Routes;

public sealed class RouteDiagnosticTests
{
    [Theory]
    [InlineData("""{ "targets": ["opnai/gpt-5.2"] }""", "unknown_provider", "/routes/chat/targets/0", "Did you mean 'openai'?")]
    [InlineData("""{ "targets": ["openai/a"], "strategy": "all", "quorum": 2 }""", "quorum_too_high", "/routes/chat/quorum", "at most 1")]
    [InlineData("""{ "targets": ["openai/a", {"model":"gemini/b","disabled":true}], "strategy": "all", "quorum": 2 }""", "quorum_too_high", "/routes/chat/quorum", "at most 1")]
    [InlineData("""{ "targets": ["openai/a"], "vote": {} }""", "unused_member", "/routes/chat/vote", "strategy 'vote'")]
    [InlineData("""{ "targets": ["openai/a"], "quorum": 1 }""", "unused_member", "/routes/chat/quorum", "'all' or 'vote'")]
    [InlineData("""{ "targets": ["openai/a"], "strategy": "race", "quorum": 1 }""", "unused_member", "/routes/chat/quorum", "")]
    [InlineData("""{ "targets": ["openai/1","openai/2","openai/3","openai/4","openai/5"], "fallbacks": ["openai/6","openai/7","openai/8","openai/9"] }""", "too_many_targets", "/routes/chat/targets", "At most 8")]
    [InlineData("""{ "targets": ["openai/a"], "workflow": "agregate" }""", "unknown_workflow", "/routes/chat/workflow", "Did you mean 'aggregate'?")]
    [InlineData("""{ "targets": ["openai/a"], "timeoutMs": 99 }""", "out_of_range", "/routes/chat/timeoutMs", "100 to 300000")]
    [InlineData("""{ "targets": ["openai/a"], "deadlineMs": 290001 }""", "out_of_range", "/routes/chat/deadlineMs", "100 to 290000")]
    [InlineData("""{ "targets": ["openai/a"], "deadlineMs": 1000.5 }""", "out_of_range", "/routes/chat/deadlineMs", "whole number")]
    [InlineData("""{ "targets": ["openai/a", "openai/a"] }""", "duplicate_target", "/routes/chat/targets/1", "\"id\"")]
    [InlineData("""{ "targets": [{"model":"openai/a","id":"x"}, {"model":"openai/b","id":"x"}] }""", "duplicate_target", "/routes/chat/targets/1", "its own")]
    [InlineData("""{ "targets": ["openai/a"], "strategy": "vote", "vote": {"pointer": "category"} }""", "invalid_value", "/routes/chat/vote/pointer", "/category")]
    [InlineData("""{ "targets": ["openai/a"], "strategy": "vote", "vote": {"pointer": "/a~2"} }""", "invalid_value", "/routes/chat/vote/pointer", "RFC 6901")]
    [InlineData("""{ "targets": [{"model":"openai/a","disabled":true}] }""", "no_targets", "/routes/chat/targets", "Enable one")]
    [InlineData("""{ "targets": [] }""", "no_targets", "/routes/chat/targets", "Add")]
    [InlineData("""{ }""", "no_targets", "/routes/chat", "Add")]
    [InlineData("""{ "targets": ["openai/a"], "judge": {"model":"openai/b"} }""", "not_supported", "/routes/chat/judge", "Remove")]
    [InlineData("""{ "targets": ["openai/a"], "hedge": {"delayMs":1} }""", "not_supported", "/routes/chat/hedge", "Remove")]
    [InlineData("""{ "targets": ["openai/a"], "maxCostUsd": 1 }""", "not_supported", "/routes/chat/maxCostUsd", "Remove")]
    [InlineData("""{ "targets": ["openai/a"], "strategy": "synthesize" }""", "not_supported", "/routes/chat/strategy", "first, all, race, vote")]
    [InlineData("""{ "targets": ["openai/a"], "strategy": "rase" }""", "invalid_value", "/routes/chat/strategy", "Did you mean 'race'?")]
    [InlineData("""{ "targets": ["openai/a"], "timeoutMS": 1000 }""", "unknown_member", "/routes/chat/timeoutMS", "Did you mean 'timeoutMs'?")]
    [InlineData("""{ "targets": ["openai/a"], "overridable": ["judge"] }""", "not_supported", "/routes/chat/overridable/0", "Remove")]
    [InlineData("""{ "targets": ["openai/a"], "overridable": ["workflow"] }""", "invalid_value", "/routes/chat/overridable/0", "Members:")]
    [InlineData("""{ "targets": ["openai/a"], "overridable": ["vote", "vote"] }""", "invalid_value", "/routes/chat/overridable/1", "Remove one")]
    [InlineData("""{ "targets": ["gpt-5.2"] }""", "invalid_value", "/routes/chat/targets/0", "provider/model")]
    [InlineData("""{ "targets": [7] }""", "wrong_type", "/routes/chat/targets/0", "provider/model")]
    [InlineData("""{ "targets": [{"params":{}}] }""", "missing_member", "/routes/chat/targets/0", "provider/model")]
    [InlineData("""{ "targets": [{"model":"openai/a","params":{"messages":[]}}] }""", "misplaced_member", "/routes/chat/targets/0/params/messages", "remove")]
    [InlineData("""{ "targets": [{"model":"openai/a","params":{"temperature":3}}] }""", "out_of_range", "/routes/chat/targets/0/params/temperature", "")]
    [InlineData("""{ "targets": [{"model":"openai/a","parms":{}}] }""", "unknown_member", "/routes/chat/targets/0/parms", "Did you mean 'params'?")]
    [InlineData("""{ "targets": "openai/a" }""", "wrong_type", "/routes/chat/targets", "")]
    [InlineData("""{ "targets": ["openai/a"], "dropUnsupported": "yes" }""", "wrong_type", "/routes/chat/dropUnsupported", "")]
    [InlineData("""[]""", "wrong_type", "/routes/chat", "")]
    public void TryParse_BadRoute_SaysWhereWhatAndWhatToDo(string route, string code, string pointer, string remedy)
    {
        var options = new RouteTableOptions { KnownWorkflows = new HashSet<string> { "aggregate" } };

        RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(RoutesFile.WithRoute(route), options));

        Assert.Equal((code, pointer), (diagnostic.Code, diagnostic.Pointer));
        Assert.Contains(remedy, diagnostic.Remedy, StringComparison.Ordinal);
        Assert.NotEmpty(diagnostic.Message);
        Assert.NotEqual('.', diagnostic.Message[^1]);
    }

    [Theory]
    [InlineData("""{ "vllm": {} }""", "missing_member", "/providers/vllm", "openai, anthropic, gemini")]
    [InlineData("""{ "vllm": { "format": "opneai" } }""", "invalid_value", "/providers/vllm/format", "Did you mean 'openai'?")]
    [InlineData("""{ "openai": { "url": "api.openai.com" } }""", "invalid_value", "/providers/openai/url", "absolute")]
    [InlineData("""{ "openai": { "url": "https://k:v@x/v1" } }""", "invalid_value", "/providers/openai/url", "without user")]
    [InlineData("""{ "openai": { "url": "https://x/v1?key=1" } }""", "invalid_value", "/providers/openai/url", "query")]
    [InlineData("""{ "openai": { "url": "file:///etc/passwd" } }""", "invalid_value", "/providers/openai/url", "http")]
    [InlineData("""{ "openai": { "secret": "my key!" } }""", "invalid_value", "/providers/openai/secret", "never the key")]
    [InlineData("""{ "openai": { "apiKey": "x" } }""", "unknown_member", "/providers/openai/apiKey", "secret")]
    [InlineData("""{ "openai": { "models": ["a"] } }""", "wrong_type", "/providers/openai/models", "")]
    [InlineData("""{ "openai": { "models": { "a": { "price": { "inputUsd": 1 } } } } }""", "missing_member", "/providers/openai/models/a/price", "million")]
    [InlineData("""{ "openai": { "models": { "a": { "price": { "inputUsd": -1, "outputUsd": 1 } } } } }""", "out_of_range", "/providers/openai/models/a/price/inputUsd", "from 0")]
    [InlineData("""{ "openai": { "models": { "a": { "cost": 1 } } } }""", "unknown_member", "/providers/openai/models/a/cost", "price")]
    [InlineData("""{ "OpenAI": {} }""", "invalid_value", "/providers/OpenAI", "lower-case")]
    public void TryParse_BadProvider_SaysWhereWhatAndWhatToDo(string providers, string code, string pointer, string remedy)
    {
        string name = providers.Contains("vllm", StringComparison.Ordinal) ? "vllm" : providers.Contains("OpenAI", StringComparison.Ordinal) ? "OpenAI" : "openai";
        string route = name == "OpenAI" ? """{ "targets": [] }""" : $$"""{ "targets": ["{{name}}/a"] }""";

        ImmutableArray<RouteDiagnostic> diagnostics = RoutesFile.Diagnose($$"""{ "providers": {{providers}}, "routes": { "chat": {{route}} } }""");

        RouteDiagnostic diagnostic = diagnostics[0];
        Assert.Equal((code, pointer), (diagnostic.Code, diagnostic.Pointer));
        Assert.Contains(remedy, diagnostic.Remedy, StringComparison.Ordinal);
        Assert.Equal(name == "OpenAI" ? 2 : 1, diagnostics.Length);
    }

    [Fact]
    public void TryParse_ManyMistakes_ReportsAllInTheFilesOrderWithPlaces()
    {
        const string json = """
            {
              "providers": { "openai": {}, "vllm": { "format": "open" } },
              "defaults": { "timeoutMs": 5, "targets": [] },
              "routes": {
                "é": { "targets": ["openai/a"] },
                "chat": { "targets": ["openai/a"], "quorom": 1 }
              },
              "rutes": {}
            }
            """;

        ImmutableArray<RouteDiagnostic> diagnostics = RoutesFile.Diagnose(json);

        Assert.Equal(
            [
                (2, 42, "/providers/vllm/format"),
                (3, 17, "/defaults/timeoutMs"),
                (3, 33, "/defaults/targets"),
                (5, 5, "/routes/é"),
                (6, 40, "/routes/chat/quorom"),
                (8, 3, "/rutes"),
            ],
            diagnostics.Select(d => (d.Line, d.Column, d.Pointer)));
        Assert.StartsWith("routes.json(6,40): error unknown_member: A route has no member 'quorom'. Did you mean 'quorum'?", diagnostics[4].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_ColumnAfterNonAscii_CountsCharactersNotBytes()
    {
        RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(
            """{ "$schema": "é€😀", "x": 1, "providers": { "openai": {} }, "routes": { "chat": { "targets": ["openai/a"] } } }"""));

        Assert.Equal((1, 22), (diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void TryParse_MemberWrittenTwice_PointsAtTheSecond()
    {
        RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(RoutesFile.WithRoute("""{ "targets": ["openai/a"], "targets": ["openai/b"] }""")));

        Assert.Equal(("duplicate_member", "/routes/chat/targets"), (diagnostic.Code, diagnostic.Pointer));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\n  \"providers\": ,\n}", 2, 16)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{ // comment\n}", 1, 3)]
    public void TryParse_NotJson_PointsAtThePlace(string text, int line, int column)
    {
        RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(text));

        Assert.Equal(("invalid_json", line, column), (diagnostic.Code, diagnostic.Line, diagnostic.Column));
    }

    [Theory]
    [InlineData(""" "\ud83d" """)]
    [InlineData("""{ "\ud83d": 1 }""")]
    [InlineData("""{ "$schema": "\udc00" }""")]
    public void TryParse_HalfASurrogatePair_IsADiagnostic(string text) =>
        Assert.Equal("invalid_json", Assert.Single(RoutesFile.Diagnose(text)).Code);

    [Fact]
    public void TryParse_ByteOrderMark_IsSkipped() =>
        Assert.Empty(RoutesFile.Diagnose("\uFEFF" + RoutesFile.WithRoute("""{ "targets": ["openai/a"] }""")));

    [Fact]
    public void TryParse_DefaultWorkflowUnknown_IsReportedOnceWhereItIsWritten()
    {
        var options = new RouteTableOptions { KnownWorkflows = new HashSet<string> { "aggregate" } };

        RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(RoutesFile.WithRoute("""{ "targets": ["openai/a"] }""", """{ "workflow": "nope" }"""), options));

        Assert.Equal("/defaults/workflow", diagnostic.Pointer);
    }

    [Fact]
    public void TryParse_QuorumFromDefaultsTooHigh_NamesTheRoute()
    {
        RouteDiagnostic diagnostic = Assert.Single(RoutesFile.Diagnose(RoutesFile.WithRoute("""{ "strategy": "all", "targets": ["openai/a"] }""", """{ "quorum": 2 }""")));

        Assert.Equal("/defaults/quorum", diagnostic.Pointer);
        Assert.Contains("'chat'", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_SameModelTwiceWithIds_IsAllowed() =>
        Assert.Empty(RoutesFile.Diagnose(RoutesFile.WithRoute("""{ "strategy": "vote", "targets": ["openai/a", {"model":"openai/a","id":"again"}] }""")));
}
