using System.Text.Json;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Strategies;

public sealed class VoteStrategyTests
{
    private static MergeInput Votes(string? pointer, params string[] texts)
    {
        string[] ids = [.. texts.Select((_, index) => $"t{index}")];
        Plan plan = Samples.Plan(Strategy.Vote, ids) with { Vote = new VoteOptions { Pointer = pointer } };
        return Samples.Input(plan, [.. ids.Zip(texts, (id, text) => Samples.Answered(id, text))]);
    }

    private static string TallyOf(MergeRun run) => run.AiProxy.GetProperty("vote").GetProperty("tally").GetRawText();

    [Fact]
    public async Task Merge_Majority_Wins()
    {
        MergeRun run = await MergeRun.OfAsync(Votes(null, "no", "Yes.", "yes"));

        Assert.Equal("t1", run.Winner);
        Assert.Equal(["Yes."], run.Texts);
        Assert.Equal("""[{"value":"Yes.","votes":2,"targets":["t1","t2"]},{"value":"no","votes":1,"targets":["t0"]}]""", TallyOf(run));
        Assert.False(run.Degraded);
    }

    [Fact]
    public async Task Merge_Tie_GoesToTheEarliestInThePlan()
    {
        MergeRun run = await MergeRun.OfAsync(Votes(null, "a", "b", "b", "a"));

        Assert.Equal("t0", run.Winner);
    }

    [Fact]
    public async Task Merge_EveryAnswerDifferent_IsTheFirst()
    {
        MergeRun run = await MergeRun.OfAsync(Votes(null, "a", "b", "c"));

        Assert.Equal("t0", run.Winner);
    }

    [Fact]
    public async Task Merge_Pointer_ComparesTheValueOnly()
    {
        MergeRun run = await MergeRun.OfAsync(Votes(
            "/category",
            """{"category":"spam","why":"caps"}""",
            "Sure! ```json\n{\"why\":\"words\",\"category\":\"Billing\"}\n```",
            """{"category":"billing"}"""));

        Assert.Equal("t1", run.Winner);
        Assert.Equal("""[{"value":"Billing","votes":2,"targets":["t1","t2"]},{"value":"spam","votes":1,"targets":["t0"]}]""", TallyOf(run));
        Assert.Equal("/category", run.AiProxy.GetProperty("vote").GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Merge_PointerMissesSome_TheyAnsweredWithoutAVote()
    {
        MergeRun run = await MergeRun.OfAsync(Votes("/category", "I think it is spam.", """{"kind":"spam"}""", """{"category":"billing"}"""));

        Assert.Equal("t2", run.Winner);
        Assert.Equal(["answered", "answered", "answered"], run.Statuses);
        Assert.Equal("""["t0","t1"]""", run.AiProxy.GetProperty("vote").GetProperty("noVote").GetRawText());
    }

    [Fact]
    public async Task Merge_NobodyVotes_IsTheFirstAnswerAndAnEmptyTally()
    {
        MergeRun run = await MergeRun.OfAsync(Votes("/category", "spam", "billing"));

        Assert.Equal(200, run.Answer.StatusCode);
        Assert.Equal("t0", run.Winner);
        Assert.Equal("[]", TallyOf(run));
    }

    [Fact]
    public async Task Merge_OneFailed_TheOthersVote()
    {
        Plan plan = Samples.Plan(Strategy.Vote, "a", "b", "c") with { Quorum = 2 };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            plan, Samples.Failed("a", nameof(ProviderUnavailableException)), Samples.Answered("b", "yes"), Samples.Answered("c", "yes")));

        Assert.Equal("b", run.Winner);
        Assert.True(run.Degraded);
        Assert.Equal("""["b","c"]""", run.AiProxy.GetProperty("vote").GetProperty("tally")[0].GetProperty("targets").GetRawText());
    }

    [Fact]
    public async Task Merge_SeveralChoices_OneTargetHasOneVote()
    {
        Plan plan = Samples.Plan(Strategy.Vote, "a", "b", "c");

        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            plan, Samples.Answered("a", "no", "no", "no"), Samples.Answered("b", "yes"), Samples.Answered("c", "yes")));

        Assert.Equal("b", run.Winner);
    }

    [Fact]
    public async Task Merge_NoVoteOptions_VotesOnTheText()
    {
        Plan plan = Samples.Plan(Strategy.Vote, "a", "b", "c");

        MergeRun run = await MergeRun.OfAsync(Samples.Input(plan, Samples.Answered("a", "x"), Samples.Answered("b", "y"), Samples.Answered("c", " Y ")));

        Assert.Equal("b", run.Winner);
        Assert.Equal(JsonValueKind.Null, run.AiProxy.GetProperty("vote").GetProperty("pointer").ValueKind);
    }

    [Fact]
    public async Task Merge_LongValue_IsCutInTheTallyOnly()
    {
        string text = new('x', 5000);

        MergeRun run = await MergeRun.OfAsync(Votes(null, text, text));

        Assert.Equal(text, run.Texts[0]);
        Assert.Equal(200, run.AiProxy.GetProperty("vote").GetProperty("tally")[0].GetProperty("value").GetString()!.Length);
    }
}
