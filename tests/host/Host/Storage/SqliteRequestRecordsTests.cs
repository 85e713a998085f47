using System.Collections.Immutable;
using AiProxy.Contracts.Answers;
using AiProxy.Gateway.Idempotency;
using AiProxy.Host.Storage;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Storage;

public sealed class SqliteRequestRecordsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly HttpAnswer Answer = new() { StatusCode = 200, Body = "{}", Headers = ImmutableSortedDictionary<string, string>.Empty.Add("aiproxy-winner", "a") };

    private readonly Database _database = new(":memory:", new FakeTimeProvider(Noon));
    private readonly SqliteRequestRecords _records;

    public SqliteRequestRecordsTests() => _records = new SqliteRequestRecords(_database);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Claim_Free_IsClaimed() => Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("one"));

    [Fact]
    public async Task Claim_Held_NamesTheBodyItIsHeldFor()
    {
        await ClaimAsync("one", body: "first");

        Assert.Equal(new ClaimOutcome.Held("first"), await ClaimAsync("two", body: "second"));
    }

    [Fact]
    public async Task Claim_Answered_GivesTheAnswerWithItsHeaders()
    {
        await ClaimAsync("one", body: "first");
        Assert.True(await _records.AnswerAsync("k", "one", Answer, Cancel));

        ClaimOutcome.Answered answered = Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync("two"));

        Assert.Equal(("first", 200, "{}", "a"), (answered.BodyHash, answered.Answer.StatusCode, answered.Answer.Body, answered.Answer.Headers["aiproxy-winner"]));
    }

    [Fact]
    public async Task Claim_HeldTimeOver_TakesOverAndTheFirstChangesNothing()
    {
        await ClaimAsync("one");

        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("two", Noon.AddSeconds(30)));
        Assert.False(await _records.AnswerAsync("k", "one", Answer, Cancel));
        await _records.ReleaseAsync("k", "one", Cancel);
        Assert.IsType<ClaimOutcome.Held>(await ClaimAsync("three", Noon.AddSeconds(31)));
    }

    [Fact]
    public async Task Claim_AnsweredAndHeldTimeOver_IsStillAnswered()
    {
        await ClaimAsync("one");
        await _records.AnswerAsync("k", "one", Answer, Cancel);

        Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync("two", Noon.AddHours(23)));
        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("three", Noon.AddHours(24)));
    }

    [Fact]
    public async Task Release_OfAnAnswer_ChangesNothing()
    {
        await ClaimAsync("one");
        await _records.AnswerAsync("k", "one", Answer, Cancel);

        await _records.ReleaseAsync("k", "one", Cancel);

        Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync("two"));
    }

    [Fact]
    public async Task Release_Held_IsFree()
    {
        await ClaimAsync("one");

        await _records.ReleaseAsync("k", "one", Cancel);

        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("two"));
    }

    [Fact]
    public async Task Claim_ManyAtOnce_OneGetsIt()
    {
        ClaimOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => ClaimAsync($"owner {i}"), Cancel)));

        Assert.Single(outcomes.OfType<ClaimOutcome.Claimed>());
        Assert.Equal(49, outcomes.OfType<ClaimOutcome.Held>().Count());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<ClaimOutcome> ClaimAsync(string owner, DateTimeOffset? at = null, string body = "body")
    {
        DateTimeOffset now = at ?? Noon;
        var claim = new RequestClaim { Key = "k", BodyHash = body, Owner = owner, Now = now, HeldUntil = now.AddSeconds(30), Expires = now.AddDays(1) };
        return _records.ClaimAsync(claim, Cancel);
    }
}
