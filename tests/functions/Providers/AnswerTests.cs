using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Tests.Fixtures;

namespace AiProxy.Providers.Tests;

public sealed class AnswerTests
{
    public static IEnumerable<TheoryDataRow<string, JsonElement>> Cases => Fixture.Rows("answers");

    public static IEnumerable<TheoryDataRow<string, JsonElement>> BadCases => Fixture.Rows("bad-answers");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void ReadAnswer_Case_GivesTheCanonicalAnswer(string format, JsonElement row)
    {
        ChatAnswer answer = ProviderFormats.Find(format)!.ReadAnswer(Fixture.Body(row), "the-model");

        Fixture.EqualJson(row.GetProperty("answer"), JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJsonContext.Default.ChatAnswer));
    }

    [Theory]
    [MemberData(nameof(BadCases), DisableDiscoveryEnumeration = true)]
    public void ReadAnswer_BadCase_ThrowsItsClass(string format, JsonElement row)
    {
        ProviderException failure = Assert.ThrowsAny<ProviderException>(() => ProviderFormats.Find(format)!.ReadAnswer(Fixture.Body(row), "the-model"));

        Assert.Equal(row.GetProperty("class").GetString(), failure.GetType().Name);
        Assert.StartsWith("the-model ", failure.Message);
        Assert.Contains(row.GetProperty("says").GetString()!, failure.Message);
    }
}
