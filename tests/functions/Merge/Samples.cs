using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests;

/// <summary>Plans, results and answers to merge.</summary>
internal static class Samples
{
    public static readonly Usage Usage = new() { PromptTokens = 10, CompletionTokens = 5 };

    public static Target Target(string id, bool simulated = false) => new()
    {
        Id = id,
        Provider = id,
        Format = "openai",
        Model = $"{id}-model",
        Url = "http://127.0.0.1:9",
        TimeoutMs = 8000,
        Simulated = simulated,
    };

    public static Plan Plan(Strategy strategy, params string[] targets) => new()
    {
        Route = "panel",
        Strategy = strategy,
        Quorum = 1,
        DeadlineMs = 25_000,
        DropUnsupported = false,
        Targets = [.. targets.Select(id => Target(id))],
    };

    public static MergeInput Input(Plan plan, params CallResult[] results) =>
        new() { RequestId = "req_7f3", ExecutionId = "req_7f3", Plan = plan, Results = [.. results] };

    public static ChatAnswer Answer(string model, params string[] texts) => new()
    {
        Id = $"id-of-{model}",
        Model = $"{model}-2026",
        Choices = [.. texts.Select(text => new ChatChoice { Message = Message(text), FinishReason = "stop" })],
    };

    public static CallResult Answered(string id, params string[] texts) => new()
    {
        Id = id,
        Ok = true,
        Model = $"{id}-2026",
        LatencyMs = 800,
        Usage = Usage,
        CostUsd = 0.0010m,
        Answer = Inline(Answer(id, texts.Length == 0 ? [$"{id} says hello"] : texts)),
    };

    public static CallResult Failed(string id, string error, string? message = null) =>
        new() { Id = id, Ok = false, LatencyMs = 8000, Attempts = 2, Error = error, Message = message };

    public static CallReference Call(string id, int attempts = 1) => new() { Id = id, CallKey = $"key-{id}", Attempts = attempts };

    public static Payload Inline(ChatAnswer answer) => Payload.Of(JsonSerializer.SerializeToElement(answer, ContractsJsonContext.Default.ChatAnswer));

    public static JsonElement Message(string? content)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("role", "assistant");
            writer.WriteString("content", content);
            writer.WriteNull("refusal");
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.ToArray());
    }
}
