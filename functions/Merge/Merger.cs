using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Answers;
using AiProxy.Merge.Failures;
using AiProxy.Merge.Records;
using AiProxy.Merge.Strategies;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge;

/// <summary>Answers and failures into one response. The same input and the same clock give the same bytes.</summary>
internal sealed class Merger(ICallRecords records, IPayloadStore payloads, TimeProvider clock)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OutcomeReader _outcomes = new(records);
    private readonly AnswerReader _answers = new(payloads);

    /// <returns>The response, and what it was made of.</returns>
    public async Task<(HttpAnswer Answer, MergedAnswer Merged)> MergeAsync(MergeInput input, CancellationToken cancellationToken)
    {
        Plan plan = input.Plan;
        ImmutableArray<TargetOutcome> outcomes = await _outcomes.ReadAsync(input, cancellationToken);
        var merged = new MergedAnswer { Route = plan.Route, Strategy = plan.Strategy, ExecutionId = input.ExecutionId, Outcomes = outcomes };
        ImmutableArray<TargetOutcome> answered = [.. outcomes.Where(outcome => outcome.Status is TargetStatus.Answered)];
        if (!QuorumMet(input, answered))
        {
            OpenAiError error = FailureAnswer.Create(plan, outcomes, input.DeadlinePassed, input.ExecutionId) with { AiProxy = AiProxyText(merged) };
            HttpAnswer failure = error.ToAnswer();
            return (await FinishAsync(failure, merged, Encoding.UTF8.GetBytes(failure.Body!), input.RequestId, cancellationToken), merged);
        }
        Selection selection = await MergeStrategies.For(plan.Strategy).SelectAsync(new Candidates(answered, input.Winner?.Id, plan.Vote), _answers, cancellationToken);
        merged = merged with { Selection = selection };
        ReadOnlyMemory<byte> body = ChatCompletion.Write(merged, input.RequestId, clock.GetUtcNow());
        var answer = new HttpAnswer { StatusCode = 200, Headers = ImmutableSortedDictionary<string, string>.Empty.Add("content-type", "application/json") };
        return (await FinishAsync(answer, merged, body, input.RequestId, cancellationToken), merged);
    }

    // A race ends at its first good answer, so a won race needs no more than that.
    private static bool QuorumMet(MergeInput input, ImmutableArray<TargetOutcome> answered) =>
        !answered.IsEmpty && (input.Winner is not null || answered.Length >= input.Plan.Quorum);

    private Task<HttpAnswer> FinishAsync(HttpAnswer answer, MergedAnswer merged, ReadOnlyMemory<byte> body, string requestId, CancellationToken cancellationToken) =>
        AnswerSize.WithBodyAsync(answer with { Headers = AnswerHeaders.Add(answer.Headers, merged) }, body, requestId, payloads, cancellationToken);

    private static string AiProxyText(MergedAnswer merged)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            AiProxyMember.Write(writer, merged);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
