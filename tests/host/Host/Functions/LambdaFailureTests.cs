using System.Text.Json;
using AiProxy.Contracts.Failures;
using AiProxy.Host.Functions;

namespace AiProxy.Host.Tests.Functions;

public sealed class LambdaFailureTests
{
    [Fact]
    public void Cause_Exception_IsWhatLambdaReports()
    {
        Exception thrown = Assert.Throws<RateLimitedException>(Fail);

        Assert.Equal("RateLimitedException", LambdaFailure.ErrorName(thrown));
        JsonElement cause = JsonDocument.Parse(LambdaFailure.Cause(thrown)).RootElement;
        Assert.Equal("RateLimitedException", cause.GetProperty("errorType").GetString());
        Assert.Equal("wait", cause.GetProperty("errorMessage").GetString());
        Assert.StartsWith("at ", cause.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException", cause.GetProperty("cause").GetProperty("errorType").GetString());
    }

    private static void Fail() => throw new RateLimitedException("wait", new InvalidOperationException("inner"));
}
