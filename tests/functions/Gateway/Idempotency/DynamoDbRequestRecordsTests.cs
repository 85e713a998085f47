using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.Streaming;
using AiProxy.Peers;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace AiProxy.Gateway.Tests.Idempotency;

/// <summary>The requests' records and their conditions, judged by a DynamoDB that is not ours.</summary>
public abstract class DynamoDbRequestRecordsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly HttpAnswer Answer = new() { StatusCode = 200, Body = "{}", Headers = ImmutableSortedDictionary<string, string>.Empty.Add("aiproxy-winner", "a") };

    private readonly DictionaryPayloadStore _payloads = new();
    private readonly string _table = $"records-{Guid.NewGuid():N}";
    private AmazonDynamoDBClient _client = null!;
    private DynamoDbTables _tables = null!;
    private DynamoDbRequestRecords _records = null!;

    public async ValueTask InitializeAsync()
    {
        Uri endpoint = await EndpointAsync();
        _client = Client(endpoint.ToString());
        _tables = new DynamoDbTables(endpoint);
        await _tables.CreateAsync(_table, "id", null, Cancel);
        _records = new DynamoDbRequestRecords(_client, _table, _payloads);
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _tables?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Claim_Free_LeavesAnItemThatEndsByItself()
    {
        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("one", body: "hash"));

        JsonElement item = Assert.Single(await _tables.ItemsAsync(_table, Cancel));
        Assert.Equal(
            ("request#k", "one", "hash", Noon.AddHours(24).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (Text(item, "id"), Text(item, "owner"), Text(item, "body_hash"), item.GetProperty("expiration").GetProperty("N").GetString()));
    }

    [Fact]
    public async Task Claim_Held_NamesTheBodyItIsHeldFor()
    {
        await ClaimAsync("one", body: "first");

        Assert.Equal(new ClaimOutcome.Held("first"), await ClaimAsync("two", body: "second"));
    }

    [Fact]
    public async Task Claim_OwnClaimWhoseAnswerWasLost_IsClaimed()
    {
        await ClaimAsync("one");

        // What the client's repetition of the same put comes to.
        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("one"));
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
    public async Task Claim_AnsweredAndHeldTimeOver_IsAnsweredForADay()
    {
        await ClaimAsync("one");
        await _records.AnswerAsync("k", "one", Answer, Cancel);

        Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync("two", Noon.AddHours(23)));
        // DynamoDB has not deleted the item yet.
        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("three", Noon.AddHours(24)));
        Assert.IsType<ClaimOutcome.Held>(await ClaimAsync("four", Noon.AddHours(24)));
    }

    [Fact]
    public async Task Claim_FiftyAtOnce_OneHasIt()
    {
        ClaimOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ClaimAsync($"owner-{i}")));

        Assert.Single(outcomes.OfType<ClaimOutcome.Claimed>());
        Assert.Equal(49, outcomes.OfType<ClaimOutcome.Held>().Count());
    }

    [Fact]
    public async Task Claim_ManyAtOnceOfWhatWasAbandoned_OneHasIt()
    {
        await ClaimAsync("killed");

        ClaimOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ClaimAsync($"owner-{i}", Noon.AddMinutes(1))));

        Assert.Single(outcomes.OfType<ClaimOutcome.Claimed>());
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
    public async Task Release_Held_IsFreeAndMayBeSentTwice()
    {
        await ClaimAsync("one");

        await _records.ReleaseAsync("k", "one", Cancel);
        await _records.ReleaseAsync("k", "one", Cancel);

        Assert.IsType<ClaimOutcome.Claimed>(await ClaimAsync("two"));
    }

    [Fact]
    public async Task Answer_Large_GoesToThePayloadStoreAndIsReplayedFromThere()
    {
        string body = $$"""{"x":"{{new string('ж', DynamoDbRequestRecords.MaxInlineBytes)}}"}""";
        await ClaimAsync("req_1");

        Assert.True(await _records.AnswerAsync("k", "req_1", Answer with { Body = body }, Cancel));

        ClaimOutcome.Answered answered = Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync("two"));
        Assert.Null(answered.Answer.Body);
        Assert.StartsWith("req_1/", answered.Answer.BodyRef, StringComparison.Ordinal);
        Assert.Equal(body, Encoding.UTF8.GetString(_payloads.Stored[answered.Answer.BodyRef!].Span));
    }

    [Fact]
    public async Task Answer_LargeAndNoPayloadStore_IsKeptInTheItemAsFarAsThatGoes()
    {
        var records = new DynamoDbRequestRecords(_client, _table, new NoPayloadStore());
        // As much as state data holds: 256 KiB, in which every quote is escaped twice.
        string largest = $$"""{"x":"{{new string('"', 60 * 1024).Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""";
        await ClaimAsync("one");

        Assert.True(await records.AnswerAsync("k", "one", Answer with { Body = largest }, Cancel));
        Assert.Equal(largest, Assert.IsType<ClaimOutcome.Answered>(await ClaimAsync("two")).Answer.Body);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => records.AnswerAsync("k", "one", Answer with { Body = new string(' ', 400 * 1024) }, Cancel));
    }

    [Fact]
    public async Task Any_NoSuchTable_IsStorageUnavailable()
    {
        var records = new DynamoDbRequestRecords(_client, "nobody", _payloads);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => records.ClaimAsync(Claim("one"), Cancel));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => records.AnswerAsync("k", "one", Answer, Cancel));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => records.ReleaseAsync("k", "one", Cancel));
    }

    [Fact]
    public async Task Gateways_ManyWithOneTable_CarryARequestOutOnce()
    {
        RecordingRunner[] runners = [.. Enumerable.Range(0, 4).Select(_ => new RecordingRunner { Outcome = RecordingRunner.Answer(200, """{"choices":[]}""") })];
        ChatGateway[] gateways = [.. runners.Select(Gateway)];

        GatewayResponse[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => AskAsync(gateways[i % 4])));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, runners.Sum(runner => runner.Runs));
        Assert.Equal(23, answers.Count(answer => answer.Headers.ContainsKey("idempotency-replayed")));
    }

    [Fact]
    public async Task Gateways_OneFails_TheKeyIsFreeForTheNext()
    {
        var broken = new RecordingRunner { Failure = new InvalidOperationException("broken") };
        var sound = new RecordingRunner { Outcome = RecordingRunner.Answer(200, """{"choices":[]}""") };

        GatewayResponse first = await AskAsync(Gateway(broken));
        GatewayResponse second = await AskAsync(Gateway(sound));

        Assert.Equal((500, 200, 1), (first.Status, second.Status, sound.Runs));
        Assert.False(second.Headers.ContainsKey("idempotency-replayed"));
    }

    protected abstract Task<Uri> EndpointAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AmazonDynamoDBClient Client(string url) => new(
        new BasicAWSCredentials("AKID", "secret"), new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1" });

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetProperty("S").GetString();

    private static RequestClaim Claim(string owner, DateTimeOffset? now = null, string body = "hash") => new()
    {
        Key = "k",
        BodyHash = body,
        Owner = owner,
        Now = now ?? Noon,
        HeldUntil = (now ?? Noon).AddSeconds(27),
        Expires = (now ?? Noon).AddHours(24),
    };

    private static Task<GatewayResponse> AskAsync(ChatGateway gateway) => gateway.HandleAsync(
        new GatewayRequest { Body = """{"model":"chat"}"""u8.ToArray(), Caller = "a", IdempotencyKey = "key" }, Cancel);

    private Task<ClaimOutcome> ClaimAsync(string owner, DateTimeOffset? now = null, string body = "hash") => _records.ClaimAsync(Claim(owner, now, body), Cancel);

    private ChatGateway Gateway(RecordingRunner runner)
    {
        var routes = new FixedRouteSource(RouteTable.Parse("""{"providers":{"openai":{}},"routes":{"chat":{"targets":["openai/m"]}}}"""u8.ToArray(), "routes.json"));
        return new ChatGateway(routes, runner, _payloads, _records, new RequestIds(TimeProvider.System), new StreamingOptions(), TimeProvider.System);
    }
}

public sealed class DynaliteRequestRecordsTests(PeerFixture<Dynalite> dynalite) : DynamoDbRequestRecordsTests, IClassFixture<PeerFixture<Dynalite>>
{
    protected override async Task<Uri> EndpointAsync() => (await dynalite.GetAsync()).Endpoint;
}

public sealed class MotoRequestRecordsTests(PeerFixture<MotoServer> moto) : DynamoDbRequestRecordsTests, IClassFixture<PeerFixture<MotoServer>>
{
    protected override async Task<Uri> EndpointAsync() => (await moto.GetAsync()).Endpoint;
}
