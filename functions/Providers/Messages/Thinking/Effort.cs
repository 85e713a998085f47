using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Thinking;

/// <summary>How hard the model is to think: <c>reasoning_effort</c>.</summary>
/// <remarks><see href="https://platform.openai.com/docs/guides/reasoning"/></remarks>
internal enum Effort
{
    None,
    Minimal,
    Low,
    Medium,
    High,
    XHigh,
    Max,
}

internal static class Efforts
{
    public const string Pointer = "/reasoning_effort";

    /// <returns>Null when the request does not say, or says a word that nobody knows; that is reported.</returns>
    public static Effort? Read(JsonElement request, TranslationReport report)
    {
        if (request.Member("reasoning_effort") is not { } asked)
        {
            return null;
        }
        Effort? effort = asked.AsText() switch
        {
            "none" => Effort.None,
            "minimal" => Effort.Minimal,
            "low" => Effort.Low,
            "medium" => Effort.Medium,
            "high" => Effort.High,
            "xhigh" => Effort.XHigh,
            "max" => Effort.Max,
            _ => null,
        };
        if (effort is null)
        {
            report.Unsupported(Pointer, "none of none, minimal, low, medium, high, xhigh and max");
        }
        return effort;
    }

    /// <summary>Tokens to think with, where a provider wants a number: Google's own mapping of OpenAI's words.</summary>
    /// <remarks><see href="https://ai.google.dev/gemini-api/docs/openai#thinking"/></remarks>
    public static int Budget(this Effort effort) => effort switch
    {
        Effort.None => 0,
        Effort.Minimal or Effort.Low => 1024,
        Effort.Medium => 8192,
        _ => 24_576,
    };
}
