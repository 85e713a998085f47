using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Answers;

/// <summary>Reads an answered target's answer from where it is.</summary>
internal sealed class AnswerReader(IPayloadStore payloads)
{
    public async Task<GivenAnswer> ReadAsync(TargetOutcome outcome, CancellationToken cancellationToken)
    {
        Payload payload = outcome.Answer ?? throw new InvalidOperationException($"Target '{outcome.Id}' is said to have answered, but no answer came with it.");
        ChatAnswer? answer = payload.Inline is { } inline
            ? inline.Deserialize(MergeJsonContext.Default.ChatAnswer)
            : JsonSerializer.Deserialize((await payloads.GetAsync(payload.Ref!, cancellationToken)).Span, MergeJsonContext.Default.ChatAnswer);
        return new GivenAnswer(outcome, answer ?? throw new InvalidOperationException($"The answer of target '{outcome.Id}' is null."));
    }

    public async Task<GivenAnswer[]> ReadAsync(IEnumerable<TargetOutcome> outcomes, CancellationToken cancellationToken) =>
        await Task.WhenAll(outcomes.Select(outcome => ReadAsync(outcome, cancellationToken)));
}

/// <summary>A target and what it answered.</summary>
internal sealed record GivenAnswer(TargetOutcome Outcome, ChatAnswer Answer);
