using System.Net;
using AiProxy.Contracts.Payloads;
using AiProxy.Storage.Payloads;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Storage.Tests.Payloads;

public sealed class S3PayloadStoreTests : IDisposable
{
    private const string Bucket = "payloads";

    private readonly FakeS3 _s3 = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly S3PayloadStore _store;

    public S3PayloadStoreTests() => _store = new S3PayloadStore(Bucket, () => _s3, _clock);

    public void Dispose() => _s3.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutAsync_Payload_IsReadBackByItsReference()
    {
        byte[] payload = """{"text":"ä"}"""u8.ToArray();

        string reference = await _store.PutAsync("req_1", payload, Token);

        Assert.StartsWith("req_1/", reference, StringComparison.Ordinal);
        Assert.Equal([$"{Bucket}:{reference}"], _s3.Asked);
        Assert.Equal(payload, (await _store.GetAsync(reference, Token)).ToArray());
    }

    [Fact]
    public async Task PutAsync_PartOfAnArray_StoresThatPart()
    {
        byte[] bytes = [1, 2, 3, 4];

        string reference = await _store.PutAsync("req_1", bytes.AsMemory(1, 2), Token);

        Assert.Equal([2, 3], _s3.Objects[reference]);
    }

    [Fact]
    public async Task PutAsync_AtTheLimit_IsStored()
    {
        string reference = await _store.PutAsync("req_1", new byte[S3PayloadStore.MaxBytes], Token);

        Assert.Equal(S3PayloadStore.MaxBytes, (await _store.GetAsync(reference, Token)).Length);
    }

    [Fact]
    public async Task PutAsync_OverTheLimit_SaysSoAndAsksNobody()
    {
        var thrown = await Assert.ThrowsAsync<PayloadTooLargeException>(() => _store.PutAsync("req_1", new byte[S3PayloadStore.MaxBytes + 1], Token));

        Assert.StartsWith("payload_too_large: a payload of 5242881 bytes is larger than the 5242880 bytes", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(_s3.Asked);
    }

    [Fact]
    public async Task GetAsync_ReferenceThatNamesNothing_IsNotFound()
    {
        string reference = PayloadReference.Mint("req_1");

        var thrown = await Assert.ThrowsAsync<PayloadNotFoundException>(() => _store.GetAsync(reference, Token));

        Assert.Equal(reference, thrown.Reference);
    }

    [Theory]
    [InlineData("someone-elses-object")]
    [InlineData("req_1/../../other")]
    public async Task GetAsync_ReferenceThatWasNotMinted_AsksNobody(string reference)
    {
        await Assert.ThrowsAsync<PayloadNotFoundException>(() => _store.GetAsync(reference, Token));

        Assert.Empty(_s3.Asked);
    }

    [Fact]
    public async Task GetAsync_ObjectOverTheLimit_IsRefusedUnread()
    {
        string reference = PayloadReference.Mint("req_1");
        _s3.Objects[reference] = new byte[S3PayloadStore.MaxBytes + 1];

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => _store.GetAsync(reference, Token));
    }

    [Theory]
    [InlineData("SlowDown", HttpStatusCode.ServiceUnavailable)]
    [InlineData("InternalError", HttpStatusCode.InternalServerError)]
    [InlineData("AccessDenied", HttpStatusCode.Forbidden)]
    [InlineData("NoSuchBucket", HttpStatusCode.NotFound)]
    public async Task PutAndGet_Refused_AreUnavailableWithTheCodeAndNoMore(string code, HttpStatusCode status)
    {
        _s3.Failure = FakeS3.S3Failure(code, status);

        var put = await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.PutAsync("req_1", "{}"u8.ToArray(), Token));
        var get = await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.GetAsync(PayloadReference.Mint("req_1"), Token));

        Assert.Contains($"could not be written ({code})", put.Message, StringComparison.Ordinal);
        Assert.Contains($"could not be read ({code})", get.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-name", put.Message + get.Message, StringComparison.Ordinal);
        Assert.Same(_s3.Failure, put.InnerException);
    }

    public static TheoryData<Exception> BrokenConnections =>
        [new HttpRequestException("refused"), new AmazonClientException("no credentials"), new IOException("reset")];

    [Theory]
    [MemberData(nameof(BrokenConnections))]
    public async Task GetAsync_BrokenConnection_IsUnavailable(Exception failure)
    {
        _s3.Failure = failure;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.GetAsync(PayloadReference.Mint("req_1"), Token));
    }

    [Fact]
    public async Task GetAsync_NoAnswerInTime_IsUnavailable()
    {
        _s3.Hangs = true;
        Task<ReadOnlyMemory<byte>> get = _store.GetAsync(PayloadReference.Mint("req_1"), Token);

        _clock.Advance(S3PayloadStore.TimeLimit);

        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => get);
        Assert.Contains("(Timeout)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutAsync_CallerHasGone_IsCancelledNotUnavailable()
    {
        _s3.Hangs = true;
        using var caller = new CancellationTokenSource();
        Task<string> put = _store.PutAsync("req_1", "{}"u8.ToArray(), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
    }

    [Fact]
    public async Task Store_Unused_MakesNoClient()
    {
        bool connected = false;
        var store = new S3PayloadStore(Bucket, () => { connected = true; return _s3; }, _clock);

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => store.PutAsync("req_1", new byte[S3PayloadStore.MaxBytes + 1], Token));
        Assert.False(connected);

        await store.PutAsync("req_1", "{}"u8.ToArray(), Token);
        Assert.True(connected);
    }
}
