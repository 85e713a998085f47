using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Answers;

public sealed class AnswerSizeTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(1, StateSize.MaxTargets).Select(index => $"target-{index}")];

    // The longest answer that CallProvider leaves inline.
    private static CallResult Largest(string id, char filling)
    {
        int overhead = Size(Samples.Answered(id, "").Answer!);
        CallResult result = Samples.Answered(id, new string(filling, StateSize.PerPart(StateSize.MaxTargets) - overhead));
        Assert.Equal(StateSize.PerPart(StateSize.MaxTargets), Size(result.Answer!));
        return result;
    }

    private static int Size(Payload payload) => JsonSerializer.SerializeToUtf8Bytes(payload.Inline!.Value, ContractsJsonContext.Default.JsonElement).Length;

    private static int Size(HttpAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJsonContext.Default.HttpAnswer).Length;

    [Fact]
    public async Task Merge_EightAnswersAtTheLimit_StaysUnderTheStateLimit()
    {
        MergeInput input = Samples.Input(Samples.Plan(Strategy.All, Ids), [.. Ids.Select(id => Largest(id, 'x'))]);
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(input, ContractsJsonContext.Default.MergeInput).Length < StateSize.Limit);

        MergeRun run = await MergeRun.OfAsync(input);

        Assert.Equal(8, run.Texts.Length);
        Assert.NotNull(run.Answer.Body);
        Assert.True(Size(run.Answer) < StateSize.Limit);
    }

    [Fact]
    public async Task Merge_BodyThatEscapingInflates_GoesToThePayloadStore()
    {
        var payloads = new FakePayloads();
        string quotes = new('"', 20_000);
        MergeInput input = Samples.Input(Samples.Plan(Strategy.All, Ids), [.. Ids.Select(id => ByReference(payloads, id, quotes))]);

        MergeRun run = await MergeRun.OfAsync(input, payloads: payloads);

        Assert.Null(run.Answer.Body);
        Assert.NotNull(run.Answer.BodyRef);
        Assert.True(Size(run.Answer) < StateSize.Limit);
        Assert.Equal(quotes, run.Texts[7]);
        Assert.Equal("target-1", run.Answer.Headers["aiproxy-winner"]);
    }

    [Fact]
    public async Task Merge_AnswerByReference_IsRead()
    {
        var payloads = new FakePayloads();

        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "a"), ByReference(payloads, "a", "from afar")), payloads: payloads);

        Assert.Equal(["from afar"], run.Texts);
        Assert.NotNull(run.Answer.Body);
    }

    [Fact]
    public async Task Merge_FirstOfSeveral_ReadsNoOtherAnswer()
    {
        var payloads = new FakePayloads();
        CallResult gone = Samples.Answered("b") with { Answer = new Payload { Ref = "gone" } };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "a", "b"), Samples.Answered("a"), gone), payloads: payloads);

        Assert.Equal("a", run.Winner);
    }

    [Fact]
    public async Task Merge_AnswerIsGone_Throws() =>
        await Assert.ThrowsAsync<PayloadNotFoundException>(() => MergeRun.OfAsync(
            Samples.Input(Samples.Plan(Strategy.First, "a"), Samples.Answered("a") with { Answer = new Payload { Ref = "gone" } })));

    private static CallResult ByReference(FakePayloads payloads, string id, string text)
    {
        payloads.Stored[$"of-{id}"] = JsonSerializer.SerializeToUtf8Bytes(Samples.Answer(id, text), ContractsJsonContext.Default.ChatAnswer);
        return Samples.Answered(id) with { Answer = new Payload { Ref = $"of-{id}" } };
    }
}
