using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using AiProxy.Merge.Failures;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Answers;

/// <summary>
/// Writes the <c>aiproxy</c> member: who was asked, and what each said, took and cost. Its own names are camelCase; inside <c>usage</c> they are OpenAI's.
/// </summary>
internal static class AiProxyMember
{
    public static void Write(Utf8JsonWriter writer, MergedAnswer merged)
    {
        ILookup<string, int> choices = ChoiceIndexes(merged);
        writer.WriteStartObject();
        writer.WriteString("route", merged.Route);
        writer.WritePropertyName("strategy");
        JsonSerializer.Serialize(writer, merged.Strategy, MergeJsonContext.Default.Strategy);
        writer.WriteString("winner", merged.Winner);
        writer.WriteBoolean("degraded", merged.Degraded);
        writer.WriteString("executionId", merged.ExecutionId);
        WriteCost(writer, merged.CostUsd);
        writer.WriteStartArray("targets");
        foreach (TargetOutcome outcome in merged.Outcomes)
        {
            WriteTarget(writer, outcome, choices[outcome.Id]);
        }
        writer.WriteEndArray();
        if (merged.Selection?.Vote is { } vote)
        {
            writer.WritePropertyName("vote");
            vote.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter writer, TargetOutcome outcome, IEnumerable<int> choices)
    {
        writer.WriteStartObject();
        writer.WriteString("id", outcome.Id);
        writer.WriteString("provider", outcome.Target.Provider);
        writer.WriteString("model", outcome.Target.Model);
        writer.WriteString("status", StatusName(outcome.Status));
        writer.WriteNumber("attempts", outcome.Attempts);
        WriteNullable(writer, "latencyMs", outcome.LatencyMs);
        writer.WritePropertyName("usage");
        if (outcome.Usage is { } usage)
        {
            JsonSerializer.Serialize(writer, usage, MergeJsonContext.Default.Usage);
        }
        else
        {
            writer.WriteNullValue();
        }
        WriteCost(writer, outcome.CostUsd);
        WriteDropped(writer, outcome.Dropped);
        if (outcome.Target.Simulated)
        {
            writer.WriteBoolean("simulated", true);
        }
        WriteError(writer, outcome);
        WriteChoices(writer, choices);
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, TargetOutcome outcome)
    {
        if (outcome.Failure is not { } failure)
        {
            return;
        }
        writer.WriteStartObject("error");
        writer.WriteString("code", failure.Code);
        writer.WriteNumber("status", failure.Status);
        writer.WriteString("message", outcome.Message ?? FailurePhrase.Default(outcome));
        writer.WriteEndObject();
    }

    private static void WriteDropped(Utf8JsonWriter writer, ImmutableArray<string> dropped)
    {
        writer.WriteStartArray("dropped");
        foreach (string pointer in dropped)
        {
            writer.WriteStringValue(pointer);
        }
        writer.WriteEndArray();
    }

    private static void WriteChoices(Utf8JsonWriter writer, IEnumerable<int> choices)
    {
        if (!choices.Any())
        {
            return;
        }
        writer.WriteStartArray("choice");
        foreach (int index in choices)
        {
            writer.WriteNumberValue(index);
        }
        writer.WriteEndArray();
    }

    private static void WriteCost(Utf8JsonWriter writer, decimal? cost)
    {
        if (cost is { } known)
        {
            writer.WriteNumber("costUsd", Costs.Normalise(known));
        }
        else
        {
            writer.WriteNull("costUsd");
        }
    }

    private static void WriteNullable(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    // The choices of the answers shown, numbered through.
    private static ILookup<string, int> ChoiceIndexes(MergedAnswer merged) =>
        (merged.Selection?.Chosen ?? [])
            .SelectMany(given => given.Answer.Choices.Select(_ => given.Outcome.Id))
            .Select((id, index) => (id, index))
            .ToLookup(choice => choice.id, choice => choice.index);

    private static string StatusName(TargetStatus status) => status switch
    {
        TargetStatus.Answered => "answered",
        TargetStatus.Failed => "failed",
        TargetStatus.Abandoned => "abandoned",
        TargetStatus.Skipped => "skipped",
        _ => throw new UnreachableException($"No name for {status}."),
    };
}
