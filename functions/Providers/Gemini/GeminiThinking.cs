using System.Text.Json;
using AiProxy.Providers.Messages.Thinking;

namespace AiProxy.Providers.Gemini;

/// <summary>
/// How a Gemini model is told to think. Models of version 3 and later (and whatever has no version in its name) take a level; those of 2.5 take a
/// budget of tokens; older ones do not think.
/// </summary>
/// <remarks><see href="https://ai.google.dev/gemini-api/docs/thinking"/></remarks>
internal static class GeminiThinking
{
    public static void Write(Utf8JsonWriter writer, JsonElement request, string model, TranslationReport report)
    {
        if (Efforts.Read(request, report) is not { } effort)
        {
            return;
        }
        if (WhyNot(effort, model) is { } reason)
        {
            report.Unsupported(Efforts.Pointer, reason);
            return;
        }
        if (IsOlder(model))
        {
            return;
        }
        writer.WriteStartObject("thinkingConfig");
        if (TakesBudget(model))
        {
            writer.WriteNumber("thinkingBudget", effort.Budget());
        }
        else
        {
            writer.WriteString("thinkingLevel", Level(effort, model, report));
        }
        // Summaries, for reasoning_content.
        if (effort != Effort.None)
        {
            writer.WriteBoolean("includeThoughts", true);
        }
        writer.WriteEndObject();
    }

    /// <summary>Whether a model wants the signatures of its thoughts back with its function calls, and refuses a history without.</summary>
    public static bool WantsSignatures(string model) => !TakesBudget(model) && !IsOlder(model);

    private static string? WhyNot(Effort effort, string model) => effort switch
    {
        not Effort.None when IsOlder(model) => "this model does not think",
        Effort.None when TakesBudget(model) && IsPro(model) => "this model's thinking cannot be turned off; its least effort is minimal",
        Effort.None when WantsSignatures(model) => "this model's thinking cannot be turned off; its least effort is minimal",
        _ => null,
    };

    private static string Level(Effort effort, string model, TranslationReport report)
    {
        switch (effort)
        {
            case Effort.Minimal when !IsPro(model):
                return "minimal";
            case Effort.Minimal:
                report.Altered(Efforts.Pointer, "this model's lowest level is low");
                return "low";
            case Effort.Low:
                return "low";
            case Effort.Medium:
                return "medium";
            case Effort.High:
                return "high";
            default:
                report.Altered(Efforts.Pointer, "Gemini's highest level is high");
                return "high";
        }
    }

    private static bool TakesBudget(string model) => model.Contains("gemini-2.5", StringComparison.OrdinalIgnoreCase);

    private static bool IsOlder(string model) =>
        model.Contains("gemini-1", StringComparison.OrdinalIgnoreCase) || model.Contains("gemini-2.0", StringComparison.OrdinalIgnoreCase);

    private static bool IsPro(string model) => model.Contains("pro", StringComparison.OrdinalIgnoreCase);
}
