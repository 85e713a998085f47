using System.Net;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Tests.Sending;

public sealed class KeyTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Send_NoSecret_SendsNoKey()
    {
        _bench.Provider.Answers(FakeProvider.Hello);

        await _bench.SendAsync(Bench.Input());

        Assert.Null(Assert.Single(_bench.Provider.Keys));
        Assert.Equal(0, _bench.Secrets.Reads);
    }

    [Fact]
    public async Task Send_Twice_ReadsTheSecretOnce()
    {
        _bench.Secrets.Keys["s"] = "key-one-of-many";
        _bench.Provider.Answers(FakeProvider.Hello).Answers(FakeProvider.Hello);

        await _bench.SendAsync(Bench.Input(secret: "s"));
        await _bench.SendAsync(Bench.Input(secret: "s"));

        Assert.Equal(["key-one-of-many", "key-one-of-many"], _bench.Provider.Keys);
        Assert.Equal(1, _bench.Secrets.Reads);
    }

    [Fact]
    public async Task Send_KeyRefusedAndRotated_TriesTheNewOneAtOnce()
    {
        _bench.Secrets.Keys["s"] = "old";
        _bench.Provider.Answers(FakeProvider.Hello).Answers("", HttpStatusCode.Unauthorized).Answers(FakeProvider.Hello);
        await _bench.SendAsync(Bench.Input(secret: "s"));
        _bench.Secrets.Keys["s"] = "new";

        CallResult result = await _bench.SendAsync(Bench.Input(secret: "s"));

        Assert.True(result.Ok);
        Assert.Equal(["old", "old", "new"], _bench.Provider.Keys);
        Assert.Equal(2, _bench.Secrets.Reads);
    }

    [Fact]
    public async Task Send_KeyRefusedAndUnchanged_GivesUpWithoutAnotherCall()
    {
        _bench.Secrets.Keys["s"] = "old";
        _bench.Provider.Answers("", HttpStatusCode.Unauthorized);

        await Assert.ThrowsAsync<AuthenticationFailedException>(() => _bench.SendAsync(Bench.Input(secret: "s")));

        Assert.Equal(1, _bench.Provider.Calls);
        Assert.Equal(2, _bench.Secrets.Reads);
    }

    [Fact]
    public async Task Send_NewKeyRefusedToo_GivesUp()
    {
        _bench.Secrets.Keys["s"] = "old";
        _bench.Provider.Answers(FakeProvider.Hello).Answers("", HttpStatusCode.Unauthorized).Answers("", HttpStatusCode.Unauthorized);
        await _bench.SendAsync(Bench.Input(secret: "s"));
        _bench.Secrets.Keys["s"] = "new";

        await Assert.ThrowsAsync<AuthenticationFailedException>(() => _bench.SendAsync(Bench.Input(secret: "s")));

        Assert.Equal(3, _bench.Provider.Calls);
    }

    [Fact]
    public async Task Send_SecretMissing_CallsNobody()
    {
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => _bench.SendAsync(Bench.Input(secret: "s")));

        Assert.Equal(0, _bench.Provider.Calls);
    }

    [Fact]
    public async Task Send_KeyThatNoHeaderCarries_IsNotRepeatedInTheError()
    {
        _bench.Secrets.Keys["s"] = "sk-\u00e4bc\nsecret-part";

        AuthenticationFailedException e = await Assert.ThrowsAsync<AuthenticationFailedException>(() => _bench.SendAsync(Bench.Input(secret: "s")));

        Assert.DoesNotContain("secret-part", e.ToString(), StringComparison.Ordinal);
    }
}
