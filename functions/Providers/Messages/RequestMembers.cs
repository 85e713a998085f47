using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages;

/// <summary>Reports the request's own members that a format does not express.</summary>
/// <param name="expressed">What the format's writer does express.</param>
/// <param name="reasons">Why not, for members whose reason is a better one than "not known".</param>
internal sealed class RequestMembers(FrozenSet<string> expressed, FrozenDictionary<string, string> reasons)
{
    // Nothing of the answer depends on these: who asks, what OpenAI should keep or cache, and what the proxy itself reads or decides.
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "model", "messages", "stream", "stream_options", "aiproxy",
        "user", "metadata", "store", "safety_identifier",
        "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "prediction",
    }.ToFrozenSet();

    public void ReportRest(JsonElement request, TranslationReport report)
    {
        foreach (JsonProperty member in request.EnumerateObject())
        {
            if (!expressed.Contains(member.Name) && !Harmless.Contains(member.Name) && !AsksForNothing(member, request))
            {
                report.Unsupported(
                    TranslationReport.Pointer("", member.Name),
                    reasons.GetValueOrDefault(member.Name, "not known to this format"));
            }
        }
    }

    // A member with OpenAI's default is one that leaving out does not change; clients that fill in every member send many.
    private static bool AsksForNothing(JsonProperty member, JsonElement request) => member.Value.ValueKind == JsonValueKind.Null || member.Name switch
    {
        "n" => member.Value.IsNumber(1),
        "top_logprobs" or "presence_penalty" or "frequency_penalty" => member.Value.IsNumber(0),
        "logprobs" => member.Value.ValueKind == JsonValueKind.False,
        "logit_bias" => member.Value.ValueKind == JsonValueKind.Object && !member.Value.EnumerateObject().Any(),
        "tools" or "functions" => IsEmptyArray(member.Value),
        "tool_choice" or "function_call" => member.Value.AsText() is "none" or "auto" && !HasTools(request),
        "parallel_tool_calls" => !HasTools(request),
        "response_format" => member.Value.Text("type") == "text",
        "modalities" => member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(modality => modality.AsText() == "text"),
        "service_tier" => member.Value.AsText() is "auto" or "default",
        "verbosity" => member.Value.AsText() == "medium",
        _ => false,
    };

    private static bool HasTools(JsonElement request) =>
        (request.Member("tools") is { } tools && !IsEmptyArray(tools)) || (request.Member("functions") is { } functions && !IsEmptyArray(functions));

    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
