using System.Collections.Immutable;
using System.Text.Json;

namespace AiProxy.Gateway.Streaming;

/// <summary>
/// Turns a whole <c>chat.completion</c> into the events of a stream that says the same: for each choice a chunk with the role, then its deltas;
/// the finish reasons last, so that no client stops reading while another choice is unfinished; the usage where it is asked for; <c>[DONE]</c>.
/// </summary>
/// <remarks>
/// The <c>aiproxy</c> member is on the last chunk that has a choice, the one with the last <c>finish_reason</c>: the same place whether usage is
/// asked for or not, and before anything that a client may not wait for. So is every other member of the body that OpenAI's chunks do not have.
/// <see href="https://platform.openai.com/docs/api-reference/chat-streaming"/>
/// </remarks>
internal static class CompletionEvents
{
    /// <summary>Renders a body.</summary>
    /// <param name="body">A chat completion's JSON.</param>
    /// <param name="stream">What the caller asked for.</param>
    /// <returns>Null when the body is no chat completion.</returns>
    public static ReadOnlyMemory<byte>? Render(ReadOnlyMemory<byte> body, StreamRequest stream)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Render(document.RootElement, stream);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not Unicode: a workflow is the author's to write.
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? Render(JsonElement completion, StreamRequest stream)
    {
        if (completion.ValueKind is not JsonValueKind.Object
            || !completion.TryGetProperty("choices", out JsonElement choices)
            || choices.ValueKind is not JsonValueKind.Array
            || choices.GetArrayLength() == 0
            || !choices.EnumerateArray().All(IsChoice))
        {
            return null;
        }
        JsonProperty[] members = [.. completion.EnumerateObject().Where(member => member.Name is not ("choices" or "usage"))];
        var chunks = new ChunkWriter([.. members.Where(IsEnvelope)], stream.IncludeUsage);
        ImmutableArray<JsonElement> all = [.. choices.EnumerateArray()];
        for (int i = 0; i < all.Length; i++)
        {
            ChoiceDeltas.Write(chunks, i, all[i]);
        }
        for (int i = 0; i < all.Length; i++)
        {
            chunks.Choice(
                i,
                static _ => { },
                all[i].TryGetProperty("finish_reason", out JsonElement reason) ? reason : null,
                choiceMembers: all[i].EnumerateObject().Where(member => member.Name is not ("index" or "message" or "finish_reason" or "logprobs")),
                members: i == all.Length - 1 ? members.Where(member => !IsEnvelope(member)) : null);
        }
        if (stream.IncludeUsage)
        {
            chunks.Usage(completion.TryGetProperty("usage", out JsonElement usage) ? usage : null);
        }
        chunks.Done();
        return chunks.Written;
    }

    private static bool IsChoice(JsonElement choice) =>
        choice.ValueKind is JsonValueKind.Object && choice.TryGetProperty("message", out JsonElement message) && message.ValueKind is JsonValueKind.Object;

    private static bool IsEnvelope(JsonProperty member) =>
        member.Name is "id" or "object" or "created" or "model" or "service_tier" or "system_fingerprint";
}
