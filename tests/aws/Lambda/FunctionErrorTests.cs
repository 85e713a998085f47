using System.Text;
using System.Text.Json;
using AiProxy.Aws.Lambda;

namespace AiProxy.Lambda.Tests;

public sealed class FunctionErrorTests
{
    [Fact]
    public void ToJson_ThrownException_HasTypeMessageAndStack()
    {
        var error = Parse(FunctionError.ToJson(Thrown(new RateLimitedException(" slow down \n"))));

        Assert.Equal(["errorType", "errorMessage", "stackTrace"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal("RateLimitedException", error.GetProperty("errorType").GetString());
        Assert.Equal("slow down", error.GetProperty("errorMessage").GetString());
        Assert.StartsWith("at AiProxy.Lambda.Tests.FunctionErrorTests.Thrown", error.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_NotThrown_HasNoStack() => Assert.Equal(
        """
        {
          "errorType": "RateLimitedException",
          "errorMessage": "a \"b\" <c> ü"
        }
        """,
        Encoding.UTF8.GetString(FunctionError.ToJson(new RateLimitedException("a \"b\" <c> ü"))));

    [Fact]
    public void ToJson_InnerException_IsTheCause()
    {
        var error = Parse(FunctionError.ToJson(new InvalidOperationException("outer", new FormatException("inner"))));

        Assert.Equal("FormatException", error.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Equal("inner", error.GetProperty("cause").GetProperty("errorMessage").GetString());
    }

    [Fact]
    public void ToJson_Aggregate_HasAllCauses()
    {
        var error = Parse(FunctionError.ToJson(new AggregateException(new FormatException("a"), new TimeoutException("b"))));

        Assert.Equal("FormatException", error.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Equal(
            ["FormatException", "TimeoutException"],
            error.GetProperty("causes").EnumerateArray().Select(cause => cause.GetProperty("errorType").GetString()));
    }

    [Theory]
    [InlineData(0, 300_000)]
    [InlineData(300_000, 10)]
    [InlineData(300_000, 300_000)]
    public void ToJson_TooLarge_IsCutAndKeepsTheType(int ownLength, int innerLength)
    {
        var json = FunctionError.ToJson(new RateLimitedException(new string('x', ownLength), new FormatException(new string('y', innerLength))));

        Assert.True(json.Length <= FunctionError.MaxBytes, $"{json.Length} bytes");
        Assert.Equal("RateLimitedException", Parse(json).GetProperty("errorType").GetString());
    }

    [Fact]
    public void ToXRayCause_Thrown_IsOneLineWithFrames()
    {
        var text = Encoding.UTF8.GetString(FunctionError.ToXRayCause(Thrown(new RateLimitedException("m")))!);
        var cause = Parse(Encoding.UTF8.GetBytes(text));

        Assert.DoesNotContain('\n', text);
        Assert.Equal(Environment.CurrentDirectory, cause.GetProperty("working_directory").GetString());
        var exception = cause.GetProperty("exceptions")[0];
        Assert.Equal("RateLimitedException", exception.GetProperty("type").GetString());
        Assert.Equal("FunctionErrorTests.Thrown", exception.GetProperty("stack")[0].GetProperty("label").GetString());
        Assert.Equal(JsonValueKind.Array, cause.GetProperty("paths").ValueKind);
    }

    [Fact]
    public void ToXRayCause_TooLarge_LosesItsFramesThenGivesUp()
    {
        var exception = Thrown(new RateLimitedException("m"));
        var whole = FunctionError.ToXRayCause(exception)!;

        var bare = Parse(FunctionError.ToXRayCause(exception, whole.Length - 1)!);

        Assert.Equal("m", bare.GetProperty("exceptions")[0].GetProperty("message").GetString());
        Assert.False(bare.GetProperty("exceptions")[0].TryGetProperty("stack", out _));
        Assert.Null(FunctionError.ToXRayCause(exception, 10));
    }

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static RateLimitedException Thrown(RateLimitedException exception)
    {
        try
        {
            throw exception;
        }
        catch (RateLimitedException caught)
        {
            return caught;
        }
    }

    private sealed class RateLimitedException(string message, Exception? inner = null) : Exception(message, inner);
}
