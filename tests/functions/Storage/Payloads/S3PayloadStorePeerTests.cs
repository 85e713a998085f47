using AiProxy.Contracts.Payloads;
using AiProxy.Peers;
using AiProxy.Storage.Payloads;
using Amazon.Runtime;
using Amazon.S3;

namespace AiProxy.Storage.Tests.Payloads;

/// <summary>The store with S3's client, against moto.</summary>
public sealed class S3PayloadStorePeerTests(PeerFixture<MotoServer> moto) : IClassFixture<PeerFixture<MotoServer>>
{
    private const string Bucket = "payloads";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static S3PayloadStore Store(string url, string bucket = Bucket) => new(
        bucket,
        () => new AmazonS3Client(
            new BasicAWSCredentials("AKID", "secret"),
            new AmazonS3Config { ServiceURL = url, AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxErrorRetry = 0 }),
        TimeProvider.System);

    private async Task<string> MotoAsync()
    {
        string url = (await moto.GetAsync()).Endpoint.ToString();
        using var http = new HttpClient();
        using HttpResponseMessage made = await http.PutAsync(new Uri(url + Bucket), null, Token);
        made.EnsureSuccessStatusCode();
        return url;
    }

    [Fact]
    public async Task PutAsync_LargestPayload_IsReadBackByAnotherProcess()
    {
        string url = await MotoAsync();
        byte[] payload = new byte[S3PayloadStore.MaxBytes];
        new Random(3).NextBytes(payload);

        string reference = await Store(url).PutAsync("req_1", payload, Token);

        Assert.Equal(payload, (await Store(url).GetAsync(reference, Token)).ToArray());
    }

    [Fact]
    public async Task GetAsync_NothingUnderTheReference_IsNotFound() =>
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await Store(await MotoAsync()).GetAsync(PayloadReference.Mint("req_1"), Token));

    [Fact]
    public async Task PutAsync_NoSuchBucket_IsUnavailable() =>
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Store(await MotoAsync(), "nobody-made-it").PutAsync("req_1", "{}"u8.ToArray(), Token));

    [Fact]
    public async Task PutAsync_NobodyListens_IsUnavailable() =>
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store("http://127.0.0.1:1").PutAsync("req_1", "{}"u8.ToArray(), Token));
}
