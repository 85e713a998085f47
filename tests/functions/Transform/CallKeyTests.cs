using AiProxy.Contracts.Requests;

namespace AiProxy.Transform.Tests;

public sealed class CallKeyTests
{
    private const string Two = """{ "strategy": "all", "targets": ["openai/a", { "model": "openai/a", "id": "again" }] }""";

    [Fact]
    public async Task CallKey_SameIdempotencyKeyOfSameCaller_IsTheSameWhateverTheRequestId()
    {
        ValidatedRequest input = Cases.Input(Two) with { IdempotencyKey = "key" };

        Assert.Equal(await KeysAsync(input), await KeysAsync(input with { RequestId = "req_2" }));
    }

    [Fact]
    public async Task CallKey_WithoutIdempotencyKey_IsTheRequestsOwn()
    {
        ValidatedRequest input = Cases.Input(Two);

        Assert.Equal(await KeysAsync(input), await KeysAsync(input));
        Assert.Empty((await KeysAsync(input)).Intersect(await KeysAsync(input with { RequestId = "req_2" })));
    }

    [Fact]
    public async Task CallKey_AnotherCallerPromptModelOrPlace_IsAnother()
    {
        ValidatedRequest input = Cases.Input("""{ "targets": ["gemini/a"] }""") with { IdempotencyKey = "key" };
        ValidatedRequest otherModel = Cases.Input("""{ "targets": ["gemini/b"] }""") with { IdempotencyKey = "key" };
        ValidatedRequest otherPrompt = Cases.Input("""{ "targets": ["gemini/a"] }""", Cases.Hello.Replace("Hello", "Bye", StringComparison.Ordinal)) with { IdempotencyKey = "key" };

        string[] keys =
        [
            .. await KeysAsync(input),
            .. await KeysAsync(input with { Caller = "other" }),
            .. await KeysAsync(otherModel),
            .. await KeysAsync(otherPrompt),
            .. await KeysAsync(Cases.Input(Two) with { IdempotencyKey = "key" }),
        ];

        Assert.Equal(6, keys.Distinct().Count());
    }

    private static async Task<string[]> KeysAsync(ValidatedRequest input) =>
        [.. (await Cases.TransformAsync(input)).Waves.SelectMany(wave => wave.Calls).Select(call => call.CallKey)];
}
