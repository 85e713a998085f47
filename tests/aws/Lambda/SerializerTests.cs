using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.Lambda.Tests;

public sealed class SerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<TestJson> _serializer = new();

    [Fact]
    public void Serialize_Record_LeavesNamesAsDeclaredAndNullsOut() =>
        Assert.Equal("""{"Text":"a<b>\"ü"}""", Write(new Output("a<b>\"ü")));

    // From what fits the first buffer to what needs several larger ones, with every remainder near their ends.
    [Theory]
    [InlineData(4_080)]
    [InlineData(4_086)]
    [InlineData(4_096)]
    [InlineData(70_001)]
    [InlineData(3_000_000)]
    public void Serialize_LargeResult_IsWholeInTheStream(int length)
    {
        string text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
        string json = Write(new Output(text));
        Assert.Equal($$"""{"Text":"{{text}}"}""", json);
    }

    [Fact]
    public void Deserialize_OtherCase_IsRead() =>
        Assert.Equal(new Input("x", 3), Read<Input>("""{"name":"x","COUNT":3,"unknown":[1]}"""));

    [Fact]
    public void Serialize_SpecialKinds_AreWrittenAsAmazonsPackageDoes()
    {
        using var stream = new MemoryStream([1, 2]);
        var json = Write(new Kinds(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), [7, 8], stream, "r", "id"));

        Assert.Equal("""{"When":"2026-01-02T03:04:05Z","Bytes":[7,8],"Stream":"AQI=","custom_name":"r","x-amz-id-2":"id"}""", json);
    }

    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"", 1767323045)]
    [InlineData("1767323045", 1767323045)]
    [InlineData("1767323045.5", 1767323045.5)]
    [InlineData("1767323045000", 1767323045)]
    public void Deserialize_Date_IsTextOrSecondsOrKinesisMilliseconds(string json, double expectedSeconds)
    {
        var kinds = Read<Kinds>($$"""{"When":{{json}},"Bytes":"AQI=","Stream":"AQI=","custom_name":""}""");

        Assert.Equal(DateTime.UnixEpoch.AddSeconds(expectedSeconds), kinds.When.ToUniversalTime());
        Assert.Equal([1, 2], kinds.Bytes);
        Assert.Equal([1, 2], kinds.Stream!.ToArray());
    }

    [Fact]
    public void Deserialize_BytesAsNumbers_AreRead() =>
        Assert.Equal([1, 255], Read<Kinds>("""{"When":0,"Bytes":[1,255],"custom_name":""}""").Bytes);

    [Fact]
    public void Deserialize_BrokenJson_SaysTheTypeAndWhy()
    {
        var thrown = Assert.Throws<JsonSerializerException>(() => Read<Input>("{"));

        Assert.StartsWith(
            "Error converting the Lambda event JSON payload to type AiProxy.Lambda.Tests.Input: ", thrown.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<JsonException>(thrown.InnerException);
    }

    [Fact]
    public void Serialize_UnknownType_SaysThatTheContextLacksIt()
    {
        var thrown = Assert.Throws<JsonSerializerException>(() => Write(new Version(1, 0)));

        Assert.Contains("No JsonTypeInfo registered in AiProxy.Lambda.Tests.TestJson for type System.Version", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_Customizer_ChangesNames()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<TestJson>(
            options => options.PropertyNamingPolicy = new AwsNamingPolicy(JsonNamingPolicy.CamelCase));
        using var stream = new MemoryStream();

        serializer.Serialize(new Output("t"), stream);

        Assert.Equal("""{"text":"t"}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<T>(stream);
    }
}
