using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;

namespace AiProxy.Transform.Tests;

/// <summary>Plans and requests for tests of Transform.</summary>
internal static class Cases
{
    public const string Hello = """{ "model": "chat", "messages": [{ "role": "user", "content": "Hello" }] }""";

    public static Plan Plan(string route)
    {
        var table = RouteTable.Parse(Encoding.UTF8.GetBytes(
            $$"""{ "providers": { "openai": {}, "anthropic": {}, "gemini": { "models": { "pro": { "price": { "inputUsd": 2, "outputUsd": 12 } } } } }, "routes": { "chat": {{route}} } }"""), "routes.json");
        return table.Resolve("chat", null).Plan!;
    }

    public static ValidatedRequest Input(string route, string request = Hello) => new()
    {
        RequestId = "req_1",
        Caller = "caller",
        Plan = Plan(route),
        Request = Payload.Of(JsonElement.Parse(request)),
    };

    public static Task<WavePlan> TransformAsync(ValidatedRequest input, IPayloadStore? payloads = null) =>
        new Transformer(payloads ?? new NoPayloadStore()).TransformAsync(input, TestContext.Current.CancellationToken);

    public static async Task<Call[]> CallsAsync(string route, string request = Hello) =>
        [.. (await TransformAsync(Input(route, request))).Waves.SelectMany(wave => wave.Calls)];
}

/// <summary>Keeps payloads in memory.</summary>
internal sealed class MemoryPayloads : IPayloadStore
{
    public ConcurrentDictionary<string, byte[]> Stored { get; } = new();

    public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        string reference = $"{requestId}/{Stored.Count}-{utf8Json.Length}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(utf8Json.Span))[..8]}";
        Stored[reference] = utf8Json.ToArray();
        return Task.FromResult(reference);
    }

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => Stored.TryGetValue(reference, out byte[]? bytes)
        ? Task.FromResult<ReadOnlyMemory<byte>>(bytes)
        : throw new PayloadNotFoundException(reference);
}
