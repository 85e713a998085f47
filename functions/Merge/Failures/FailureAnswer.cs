using System.Collections.Immutable;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Failures;

/// <summary>Which error a workflow that did not meet its quorum is answered with.</summary>
internal static class FailureAnswer
{
    /// <summary>
    /// In this order: the request's own fault, when nobody answered and every failure says the same of it; 409 when every failure is a call that
    /// another execution is making, and 503 when storage took none of them; 504 when the deadline ended it; else 502 <c>quorum_not_met</c>. Each but
    /// the 409 is final: <c>x-should-retry: false</c>, or a panel costs three times.
    /// </summary>
    /// <param name="plan">The plan that was carried out.</param>
    /// <param name="outcomes">Every target's outcome.</param>
    /// <param name="deadlinePassed">Whether the workflow stopped for want of time.</param>
    /// <param name="executionId">Closes the message, so that a user can quote it.</param>
    public static OpenAiError Create(Plan plan, ImmutableArray<TargetOutcome> outcomes, bool deadlinePassed, string executionId)
    {
        ImmutableArray<TargetOutcome> failed = [.. outcomes.Where(outcome => outcome.Status is TargetStatus.Failed)];
        if (CallersFault(outcomes, failed) is { } fault)
        {
            return Final(fault.Status, "invalid_request_error", fault.Code, Sentence(Detailed(failed), executionId));
        }
        if (IsAll(failed, FailureClass.CallInProgress))
        {
            string waited = $"The same calls are being made for an earlier request with this Idempotency-Key: {List(failed)}";
            OpenAiError again = Final(409, "upstream_error", "idempotency_in_progress", Sentence(waited, executionId));
            return again with { ShouldRetry = true };
        }
        if (IsAll(failed, FailureClass.StorageUnavailable))
        {
            return Final(503, "server_error", FailureClass.StorageUnavailable, Sentence(
                $"AiProxy's storage takes nothing at the moment: {Detailed(failed)}", executionId));
        }
        bool byDeadline = deadlinePassed || failed.Any(outcome => outcome.ErrorName == nameof(DeadlineExceededException));
        if (byDeadline)
        {
            string missing = List(outcomes.Where(outcome => outcome.Status is not TargetStatus.Answered));
            return Final(504, "upstream_error", "deadline_exceeded",
                Sentence($"The deadline of {plan.DeadlineMs} ms left no time to meet quorum {plan.Quorum}: {missing}", executionId));
        }
        string story = outcomes is [{ Status: TargetStatus.Failed } only]
            ? FailurePhrase.WithDetail(only)
            : $"Quorum {plan.Quorum} not met: {List(outcomes.Where(outcome => outcome.WasAsked && outcome.Status is not TargetStatus.Answered))}";
        return Final(502, "upstream_error", "quorum_not_met", Sentence(story, executionId));
    }

    // Where another target answered, the request was not at fault.
    private static FailureClass? CallersFault(ImmutableArray<TargetOutcome> outcomes, ImmutableArray<TargetOutcome> failed)
    {
        if (failed.IsEmpty || outcomes.Any(outcome => outcome.Status is TargetStatus.Answered))
        {
            return null;
        }
        FailureClass first = failed[0].Failure!;
        return first.CallersFault && failed.All(outcome => outcome.Failure!.Code == first.Code) ? first : null;
    }

    private static bool IsAll(ImmutableArray<TargetOutcome> failed, string code) => !failed.IsEmpty && failed.All(outcome => outcome.Failure!.Code == code);

    private static string Detailed(ImmutableArray<TargetOutcome> failed) => string.Join("; ", failed.Select(FailurePhrase.WithDetail));

    private static string List(IEnumerable<TargetOutcome> outcomes) => string.Join("; ", outcomes.Select(FailurePhrase.Of));

    private static string Sentence(string story, string executionId) => $"{story}. Execution {executionId}.";

    private static OpenAiError Final(int status, string type, string code, string message) =>
        new() { Status = status, Type = type, Code = code, Message = message, ShouldRetry = false };
}
