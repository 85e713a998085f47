using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Strategies;

/// <summary>What becomes of tool calls under each strategy.</summary>
public sealed class ToolPolicyTests
{
    [Fact]
    public async Task First_WinnerCallsTools_PassesThemThrough()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "a"), Calling("a", "call_1", """{"city":"Rome"}""")));

        JsonElement choice = run.Body.GetProperty("choices")[0];
        Assert.Equal("tool_calls", choice.GetProperty("finish_reason").GetString());
        JsonElement call = choice.GetProperty("message").GetProperty("tool_calls")[0];
        Assert.Equal(("call_1", """{"city":"Rome"}"""), (call.GetProperty("id").GetString(), call.GetProperty("function").GetProperty("arguments").GetString()));
    }

    [Fact]
    public async Task All_TextAndTools_EachIsAChoice()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b", "c"), Calling("a", "x", "{}"), Samples.Answered("b", "No need."), Calling("c", "y", "{}")));

        Assert.Equal(
            ["tool_calls", "stop", "tool_calls"],
            run.Body.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("finish_reason").GetString()));
        Assert.Equal("y", run.Body.GetProperty("choices")[2].GetProperty("message").GetProperty("tool_calls")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Vote_SameCallInAnotherForm_Wins()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.Vote, "a", "b", "c"),
            Samples.Answered("a", "It is sunny."),
            Calling("b", "x", """{"city":"Rome","days":2}"""),
            Calling("c", "y", """{ "days": 2.0, "city": "Rome" }""")));

        Assert.Equal("b", run.Winner);
        Assert.Equal(
            """[{"value":[{"name":"weather","arguments":{"city":"Rome","days":2}}],"votes":2,"targets":["b","c"]},{"value":"It is sunny.","votes":1,"targets":["a"]}]""",
            run.AiProxy.GetProperty("vote").GetProperty("tally").GetRawText());
    }

    [Fact]
    public async Task Vote_LongArguments_AreCutInTheTallyOnly()
    {
        string arguments = $$"""{"text":"{{new string('x', 5000)}}"}""";

        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.Vote, "a"), Calling("a", "x", arguments)));

        Assert.Equal(200, run.AiProxy.GetProperty("vote").GetProperty("tally")[0].GetProperty("value").GetString()!.Length);
    }

    private static CallResult Calling(string target, string id, string arguments) => Samples.Answered(target) with
    {
        Answer = Samples.Inline(new ChatAnswer
        {
            Id = "1",
            Model = target,
            Choices =
            [
                new ChatChoice
                {
                    Message = JsonElement.Parse(
                        $$"""{"role":"assistant","content":null,"tool_calls":[{"id":"{{id}}","type":"function","function":{"name":"weather","arguments":"{{JsonEncodedText.Encode(arguments)}}"} }]}"""),
                    FinishReason = "tool_calls",
                },
            ],
        }),
    };
}
