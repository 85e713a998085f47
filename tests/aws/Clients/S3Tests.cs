using System.Net;
using System.Text;
using AiProxy.Aws.Clients.Runtime;
using AiProxy.Peers;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace AiProxy.Clients.Tests;

/// <summary>S3's client against moto; what moto does not do, against a stub that speaks the wire.</summary>
public sealed class S3Tests(PeerFixture<MotoServer> moto) : IClassFixture<PeerFixture<MotoServer>>
{
    private const string Bucket = "payloads";
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AmazonS3Client Client(string url, int retries = 0) => new(Credentials, new AmazonS3Config
    {
        ServiceURL = url,
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        MaxErrorRetry = retries,
    });

    private async Task<AmazonS3Client> MotoAsync()
    {
        var url = (await moto.GetAsync()).Endpoint.ToString();
        using var http = new HttpClient();
        using var made = await http.PutAsync(new Uri($"{url}{Bucket}"), null, Token);
        made.EnsureSuccessStatusCode();
        return Client(url);
    }

    private static async Task<byte[]> ReadAsync(AmazonS3Client client, string key)
    {
        using var response = await client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = key }, Token);
        using var copy = new MemoryStream();
        await response.ResponseStream.CopyToAsync(copy, Token);
        Assert.Equal(copy.Length, response.ContentLength);
        return copy.ToArray();
    }

    [Theory]
    [InlineData("req_1/abc")]
    [InlineData("a b+ü~*'()!&=?/#%/..//x")]
    public async Task PutObject_AnyKey_IsReadBack(string key)
    {
        using var client = await MotoAsync();
        var bytes = Encoding.UTF8.GetBytes("""{"text":"ä"}""");

        var put = await client.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = new MemoryStream(bytes), ContentType = "application/json" }, Token);

        Assert.Equal(HttpStatusCode.OK, put.HttpStatusCode);
        Assert.False(string.IsNullOrEmpty(put.ETag));
        Assert.Equal(bytes, await ReadAsync(client, key));
    }

    [Fact]
    public async Task PutObject_FiveMegabytes_AreReadBack()
    {
        using var client = await MotoAsync();
        byte[] bytes = new byte[5 * 1024 * 1024];
        new Random(1).NextBytes(bytes);

        await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "large", InputStream = new MemoryStream(bytes) }, Token);

        Assert.Equal(bytes, await ReadAsync(client, "large"));
    }

    [Fact]
    public async Task PutObject_StreamPartlyRead_StoresTheRest()
    {
        using var client = await MotoAsync();
        using var stream = new MemoryStream([1, 2, 3], 0, 3, writable: false, publiclyVisible: true) { Position = 1 };

        await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "rest", InputStream = stream }, Token);

        Assert.Equal([2, 3], await ReadAsync(client, "rest"));
    }

    [Fact]
    public async Task GetObject_NoSuchKey_ThrowsWithTheCode()
    {
        using var client = await MotoAsync();

        var thrown = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "none" }, Token));

        Assert.Equal(("NoSuchKey", HttpStatusCode.NotFound), (thrown.ErrorCode, thrown.StatusCode));
        Assert.Equal("The specified key does not exist.", thrown.Message);
    }

    [Fact]
    public async Task PutObject_NoSuchBucket_ThrowsWithTheCode()
    {
        using var client = await MotoAsync();

        var thrown = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.PutObjectAsync(
            new PutObjectRequest { BucketName = "nobody-made-it", Key = "k", InputStream = new MemoryStream() }, Token));

        Assert.Equal("NoSuchBucket", thrown.ErrorCode);
    }

    [Fact]
    public async Task PutObject_SlowDown_IsSentAgainWhole()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(503, null, "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Reduce your &lt;rate&gt;</Message></Error>");
        stub.Answer("");
        using var client = Client(stub.Url, retries: 1);

        await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "k", InputStream = new MemoryStream("{}"u8.ToArray()) }, Token);

        Assert.Equal(["{}", "{}"], stub.Requests.Select(request => request.Body));
        Assert.All(stub.Requests, request => Assert.Equal(("PUT", "/payloads/k"), (request.Method, request.Path)));
        Assert.Contains("/us-east-1/s3/aws4_request", stub.Requests[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetObject_Throttled_ThrowsWhatS3Said()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(503, null, "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Reduce your &lt;rate&gt;</Message></Error>");
        using var client = Client(stub.Url);

        var thrown = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "k" }, Token));

        Assert.Equal(("SlowDown", "Reduce your <rate>", ErrorType.Receiver), (thrown.ErrorCode, thrown.Message, thrown.ErrorType));
    }

    [Theory]
    [InlineData("payloads", false, null, "https://payloads.s3.eu-west-1.amazonaws.com/")]
    [InlineData("pay.loads", false, null, "https://s3.eu-west-1.amazonaws.com/pay.loads")]
    [InlineData("payloads", true, null, "https://s3.eu-west-1.amazonaws.com/payloads")]
    [InlineData("payloads", true, "http://127.0.0.1:5000", "http://127.0.0.1:5000/payloads")]
    [InlineData("payloads", false, "http://localhost:5000/", "http://payloads.localhost:5000/")]
    public void Endpoint_Bucket_IsInTheHostOrThePath(string bucket, bool inPath, string? url, string expected)
    {
        var config = new AmazonS3Config { ServiceURL = url, ForcePathStyle = inPath, RegionEndpoint = RegionEndpoint.EUWest1 };

        Assert.Equal(expected, S3Endpoint.Of(config, bucket).ToString());
    }

    [Theory]
    [InlineData("cn-north-1", "https://payloads.s3.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://payloads.s3.us-gov-west-1.amazonaws.com/")]
    [InlineData("eusc-de-east-1", "https://payloads.s3.eusc-de-east-1.amazonaws.eu/")]
    public void Endpoint_Region_IsOfItsPartition(string region, string expected)
    {
        var config = new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };

        Assert.Equal(expected, S3Endpoint.Of(config, Bucket).ToString());
        Assert.Equal(RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix, Partition.Domain(region));
    }
}
