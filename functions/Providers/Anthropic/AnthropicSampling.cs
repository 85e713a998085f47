using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;

namespace AiProxy.Providers.Anthropic;

/// <summary>Writes what steers the choice of words.</summary>
internal static class AnthropicSampling
{
    private const string WhileThinking = "Anthropic's models take no such member while they think (reasoning_effort)";

    public static void Write(Utf8JsonWriter writer, JsonElement request, AnthropicThinking thinking, TranslationReport report)
    {
        // The defaults (1 and 1) are left out: newer models refuse these members, and refuse the two together.
        if (request.Member("temperature") is { } temperature && !temperature.IsNumber(1))
        {
            if (thinking.IsOn || IsAbove(temperature, 1))
            {
                report.Unsupported("/temperature", thinking.IsOn ? WhileThinking : "Anthropic's temperature goes from 0 to 1");
            }
            else
            {
                writer.WriteVerbatim("temperature", temperature);
            }
        }
        if (request.Member("top_p") is { } topP && !topP.IsNumber(1))
        {
            WriteUnlessThinking(writer, "top_p", topP, thinking.IsOn && !IsAbove(topP, 0.949), report);
        }
        if (request.Member("top_k") is { } topK)
        {
            WriteUnlessThinking(writer, "top_k", topK, thinking.IsOn, report);
        }
        IReadOnlyList<JsonElement> stops = Sampling.Stops(request, "Anthropic's stop sequences must not be blank", report);
        if (stops.Count > 0)
        {
            writer.WriteStartArray("stop_sequences");
            foreach (JsonElement stop in stops)
            {
                writer.WriteVerbatim(stop);
            }
            writer.WriteEndArray();
        }
    }

    private static void WriteUnlessThinking(Utf8JsonWriter writer, string name, JsonElement value, bool refused, TranslationReport report)
    {
        if (refused)
        {
            report.Unsupported($"/{name}", WhileThinking);
        }
        else
        {
            writer.WriteVerbatim(name, value);
        }
    }

    private static bool IsAbove(JsonElement number, double limit) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out double value) && value > limit;
}
